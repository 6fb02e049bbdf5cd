package io.github.nioftpd.server;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A time limit for all that a thread does with a connection: the connection is closed when it is
 * over. A limit for each read would not do, since a peer may send a byte now and then.
 */
public final class Deadline implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  private final CompletableFuture<Void> over = new CompletableFuture<>();

  /**
   * Starts the time.
   *
   * @param connection closed on another thread when the time is over
   * @param limit more than zero
   */
  public Deadline(Closeable connection, Duration limit) {
    CompletableFuture<Void> unused =
        over.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
            .thenRunAsync(
                () -> cut(connection),
                task -> Thread.ofPlatform().daemon().name("nioftpd-deadline").start(task));
  }

  private static void cut(Closeable connection) {
    try {
      connection.close();
    } catch (IOException e) {
      LOG.debug("a connection could not be closed", e);
    }
  }

  /**
   * Returns whether the time was over before this was closed.
   *
   * @return whether the connection was cut
   */
  public boolean isOver() {
    return over.isDone() && !over.isCancelled();
  }

  /** Stops the time. */
  @Override
  public void close() {
    over.cancel(false);
  }
}
