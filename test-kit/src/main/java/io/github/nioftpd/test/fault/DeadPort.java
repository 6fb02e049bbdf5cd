package io.github.nioftpd.test.fault;

import io.github.nioftpd.event.FtpReply;
import io.github.nioftpd.intercept.Exchange;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A port of a session for data connections that nobody serves. Owned by the session's thread. */
final class DeadPort implements Closeable {

  private @Nullable Closeable socket;

  /**
   * Makes a reply name the port.
   *
   * @param connects true if connections are established, false if they are refused
   */
  FtpReply replace(Exchange command, FtpReply reply, boolean connects) {
    if (!PassiveReply.isOne(reply)) {
      return reply;
    }
    close();
    InetAddress remote = command.client().remote().getAddress();
    InetAddress local = remote.isLoopbackAddress() ? remote : new InetSocketAddress(0).getAddress();
    try {
      int port = connects ? listen(local) : reserve(local);
      return PassiveReply.withPort(reply, port);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a port for a fault", e);
    }
  }

  /** The kernel establishes connections to a listening socket, and nobody accepts them. */
  private int listen(InetAddress address) throws IOException {
    ServerSocket listening = new ServerSocket(0, 0, address);
    socket = listening;
    return listening.getLocalPort();
  }

  /** A socket that is bound and does not listen keeps the port, where the kernel refuses. */
  private int reserve(InetAddress address) throws IOException {
    Socket bound = new Socket();
    socket = bound;
    bound.bind(new InetSocketAddress(address, 0));
    return bound.getLocalPort();
  }

  @Override
  public void close() {
    try (Closeable before = socket) {
      socket = null;
    } catch (IOException e) {
      // nothing is lost with it
    }
  }
}
