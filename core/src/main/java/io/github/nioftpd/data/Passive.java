package io.github.nioftpd.data;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A data connection that the client opens to the server (RFC 959 section 3.2, RFC 2428).
 *
 * <p>A thread of its own accepts from the moment the port is told, so that a stranger who connects
 * is closed at once and the rightful client still gets through, and so that a port that nobody
 * comes to is free again when its time is over.
 */
public final class Passive implements DataRoute {

  private final ServerSocketChannel listener;
  private final Predicate<InetAddress> rightful;
  private final Consumer<InetSocketAddress> onStranger;
  private final Duration timeout;
  private final FutureTask<SocketChannel> accepted = new FutureTask<>(this::accept);

  /**
   * Starts to listen.
   *
   * @param pool where the port comes from
   * @param local the address to listen on
   * @param timeout how long to wait for the client, zero for ever
   * @param rightful who may connect
   * @param onStranger told of everybody else
   * @throws IOException when no port is to be had
   */
  public Passive(
      PassivePortPool pool,
      InetAddress local,
      Duration timeout,
      Predicate<InetAddress> rightful,
      Consumer<InetSocketAddress> onStranger)
      throws IOException {
    this.listener = pool.listen(local);
    this.timeout = timeout;
    this.rightful = rightful;
    this.onStranger = onStranger;
    Thread.ofVirtual().name("nioftpd-passive-" + port()).start(accepted);
  }

  /**
   * The port the client is to connect to.
   *
   * @return 1 to 65535
   */
  public int port() {
    return listener.socket().getLocalPort();
  }

  @Override
  public DataConnection connect() throws DataOpenException {
    try {
      return new DataConnection(accepted.get());
    } catch (ExecutionException e) {
      throw new DataOpenException("the client did not connect", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataOpenException("given up", e);
    }
  }

  private SocketChannel accept() throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    try (listener) {
      while (true) {
        SocketChannel channel = next(deadline);
        InetSocketAddress remote = remote(channel);
        if (remote != null && rightful.test(remote.getAddress())) {
          return channel;
        }
        channel.close();
        if (remote != null) {
          onStranger.accept(remote);
        }
      }
    }
  }

  private SocketChannel next(long deadline) throws IOException {
    if (timeout.isZero()) {
      return listener.accept();
    }
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException();
    }
    listener.socket().setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
    return listener.socket().accept().getChannel();
  }

  /** Null when the client has gone again. */
  private static @Nullable InetSocketAddress remote(SocketChannel channel) {
    try {
      return (InetSocketAddress) channel.getRemoteAddress();
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * Closes the listener, and the connection if it is there and was not asked for. The port is free
   * when this returns: only when the accepting thread has let go of it is it known who came last.
   */
  @Override
  public void close() throws IOException {
    listener.close();
    try {
      accepted.get().close();
    } catch (ExecutionException e) {
      // nobody came
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
