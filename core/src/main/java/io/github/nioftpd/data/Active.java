package io.github.nioftpd.data;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A data connection that the server opens to the client (RFC 959 section 3.2). */
public final class Active implements DataRoute {

  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final Duration timeout;
  private final SocketChannel channel;

  /**
   * Makes a route; nothing is sent before {@link #connect()}.
   *
   * @param timeout how long to try, zero for ever
   * @throws IOException when no socket is available
   */
  public Active(InetSocketAddress local, InetSocketAddress remote, Duration timeout)
      throws IOException {
    this.local = local;
    this.remote = remote;
    this.timeout = timeout;
    this.channel = SocketChannel.open();
  }

  @Override
  public void expect(boolean upload) {
    // the connection, and with it the handshake, begins later
  }

  @Override
  public DataConnection connect() throws DataOpenException {
    try {
      channel.bind(new InetSocketAddress(local.getAddress(), 0));
      channel.socket().connect(remote, (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE));
      return new DataConnection(channel);
    } catch (IOException e) {
      throw new DataOpenException("cannot connect to the client", e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
