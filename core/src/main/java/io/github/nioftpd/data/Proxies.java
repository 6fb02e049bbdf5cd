package io.github.nioftpd.data;

import io.github.nioftpd.config.Network;
import io.github.nioftpd.wire.ProxyHeader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections from trusted proxies whose PROXY header has not arrived yet. Each has a thread of its
 * own, so that a slow proxy delays no other client. Safe for use by several threads.
 */
public final class Proxies implements Closeable {

  /** The time limit for a header. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The most connections that wait for a header at one time. */
  private static final int MOST = 1024;

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  private final Set<SocketChannel> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Takes over a connection whose client is known. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * Takes over.
     *
     * @param header what the proxy said; empty when the connection is its own, or came without a
     *     proxy
     * @throws IOException when the connection broke
     */
    void take(SocketChannel channel, Optional<ProxyHeader> header) throws IOException;
  }

  /** Makes an empty set of connections. */
  public Proxies() {}

  /**
   * Hands a connection on: at once when it comes from elsewhere, when its header was read if it
   * comes from a proxy, and never when that has none.
   *
   * @throws IOException when the connection broke
   */
  public void receive(SocketChannel channel, List<Network> trusted, Receiver receiver)
      throws IOException {
    if (!isProxy(channel, trusted)) {
      receiver.take(channel, Optional.empty());
      return;
    }
    waiting.add(channel);
    if (waiting.size() > MOST || closed) {
      waiting.remove(channel);
      channel.close();
      return;
    }
    Thread.ofVirtual().name("nioftpd-proxied").start(() -> await(channel, receiver));
  }

  private void await(SocketChannel channel, Receiver receiver) {
    boolean taken = false;
    try {
      Optional<ProxyHeader> header = header(channel, PATIENCE);
      taken = true;
      receiver.take(channel, header);
    } catch (EOFException e) {
      LOG.debug("a proxy connected and sent nothing"); // to see whether the server is alive
    } catch (IOException e) {
      LOG.warn("closed a connection from a proxy: {}", String.valueOf(e.getMessage()));
    } finally {
      waiting.remove(channel);
      if (!taken) {
        close(channel);
      }
    }
  }

  private static boolean isProxy(SocketChannel channel, List<Network> trusted) {
    if (trusted.isEmpty()) {
      return false;
    }
    try {
      InetAddress remote = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
      return trusted.stream().anyMatch(network -> network.contains(remote));
    } catch (IOException e) {
      return false; // it is closed again, as its owner will see
    }
  }

  /**
   * Finds out whose connection it is that came to a passive port.
   *
   * @throws IOException when the connection broke, or a proxy sent no header in time
   */
  static InetSocketAddress client(SocketChannel channel, List<Network> trusted) throws IOException {
    InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
    return isProxy(channel, trusted)
        ? header(channel, PATIENCE).map(ProxyHeader::source).orElse(remote)
        : remote;
  }

  private static Optional<ProxyHeader> header(SocketChannel channel, Duration patience)
      throws IOException {
    Socket socket = channel.socket();
    Optional<ProxyHeader> header = ProxyHeader.read(new Hurried(socket, patience));
    socket.setSoTimeout(0);
    return header;
  }

  @Override
  public void close() {
    closed = true;
    waiting.forEach(Proxies::close);
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("cannot close a connection", e);
    }
  }

  /** The input of a socket until a point in time, however slowly it arrives. */
  private static final class Hurried extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private final long deadline;

    Hurried(Socket socket, Duration patience) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
      this.deadline = System.nanoTime() + patience.toNanos();
    }

    private void hurry() throws IOException {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("no PROXY header in time");
      }
      socket.setSoTimeout((int) left);
    }

    @Override
    public int read() throws IOException {
      hurry();
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      hurry();
      return in.read(target, offset, length);
    }
  }
}
