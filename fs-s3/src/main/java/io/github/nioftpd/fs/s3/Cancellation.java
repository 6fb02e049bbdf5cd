package io.github.nioftpd.fs.s3;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.Abortable;

/**
 * Cancels the requests of another thread by closing their connections. An interrupt alone does not
 * wake a platform thread that waits for a socket. Safe for use by several threads.
 */
final class Cancellation {

  private static final ThreadLocal<@Nullable Cancellation> CURRENT = new ThreadLocal<>();

  private volatile boolean cancelled;
  private volatile @Nullable Abortable request;

  /** Runs work whose requests can be cancelled. */
  void during(Runnable work) {
    CURRENT.set(this);
    try {
      work.run();
    } finally {
      CURRENT.remove();
    }
  }

  /** Aborts the current request and every later one. */
  void cancel() {
    cancelled = true;
    Abortable last = request;
    if (last != null) {
      last.abort();
    }
  }

  /** Registers a request of this thread, or aborts it if the work is cancelled. */
  static void begin(Abortable next) {
    Cancellation current = CURRENT.get();
    if (current != null) {
      current.request = next;
      if (current.cancelled) {
        next.abort();
      }
    }
  }
}
