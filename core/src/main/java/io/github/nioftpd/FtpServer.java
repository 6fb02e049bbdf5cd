package io.github.nioftpd;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A running FTP server. Two in one process share a pool of buffers alone. Thread-safe. */
public final class FtpServer implements AutoCloseable {

  private final Listeners listeners;
  private final Acceptor acceptor;
  private volatile Duration grace;
  private final CountDownLatch ended = new CountDownLatch(1);

  FtpServer(Listeners listeners, Acceptor acceptor, Duration grace) {
    this.grace = grace;
    this.listeners = listeners;
    this.acceptor = acceptor;
  }

  /**
   * Begins to collect the settings of a server.
   *
   * @return a builder with the defaults
   */
  public static FtpServerBuilder builder() {
    return new FtpServerBuilder();
  }

  /**
   * The first address the server listens on, with its real port.
   *
   * @return address and port
   */
  public InetSocketAddress address() {
    return addresses().getFirst();
  }

  /**
   * The addresses the server listens on, with their real ports, in the order they were given.
   *
   * @return at least one
   */
  public List<InetSocketAddress> addresses() {
    return listeners.addresses();
  }

  /**
   * How many sessions are served now.
   *
   * @return 0 or more
   */
  public int sessions() {
    return acceptor.sessions();
  }

  /**
   * Takes over other settings for the sessions to come. Those that are there keep the ones they
   * began with.
   *
   * @param next the settings, with the same addresses to listen on, in the same order
   * @throws IllegalArgumentException when it listens on other addresses; nothing changes then
   * @throws IllegalStateException when no authenticator was set
   */
  public void reload(FtpServerBuilder next) {
    acceptor.reload(next.settings(), next.listeners());
    grace = next.grace;
  }

  /**
   * Waits until the server is closed.
   *
   * @throws InterruptedException when the calling thread is interrupted
   */
  public void join() throws InterruptedException {
    ended.await();
  }

  /** Closes the server with the grace for transfers that its builder has. */
  @Override
  public void close() {
    close(grace);
  }

  /**
   * Closes the server: nobody is let in any more, sessions without a transfer end with 421, and
   * those with one when it has ended or the grace is over. Returns when all sessions have ended, or
   * five seconds after the grace: a session whose file system does not return from a call is left
   * behind, on daemon threads. Does nothing on a closed server.
   *
   * @param grace how long transfers may go on, zero or more
   */
  public void close(Duration grace) {
    if (ended.getCount() == 0) {
      return;
    }
    listeners.close();
    acceptor.close(grace);
    ended.countDown();
  }
}
