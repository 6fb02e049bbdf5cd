package io.github.nioftpd.fs;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Time limit for everything that a thread does with a connection or channel: it is closed when the
 * time is over. A limit for each read would not be enough, because a peer could send one byte at a
 * time. Safe for use by several threads.
 */
public final class Deadline implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  private final CompletableFuture<Void> over = new CompletableFuture<>();

  /**
   * Starts the time.
   *
   * @param connection closed by another thread when the time is over
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
      LOG.debug("cannot close a connection", e);
    }
  }

  /**
   * Returns whether the time was over before {@link #close} was called.
   *
   * @return whether the connection was closed
   */
  public boolean isOver() {
    return over.isDone() && !over.isCancelled();
  }

  /** Stops the time; the connection stays open. */
  @Override
  public void close() {
    over.cancel(false);
  }
}
