package io.github.nioftpd.fs.s3;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.Abortable;

/**
 * Ends what a thread requests of a store, from another thread: the connection is closed. An
 * interrupt alone does not wake a platform thread that waits for a socket. Safe for use by several
 * threads.
 */
final class Cancellation {

  private static final ThreadLocal<@Nullable Cancellation> CURRENT = new ThreadLocal<>();

  private volatile boolean cancelled;
  private volatile @Nullable Abortable request;

  /** Runs what can be cancelled. */
  void during(Runnable work) {
    CURRENT.set(this);
    try {
      work.run();
    } finally {
      CURRENT.remove();
    }
  }

  /** Ends the request under way, and each that follows. */
  void cancel() {
    cancelled = true;
    Abortable last = request;
    if (last != null) {
      last.abort();
    }
  }

  /** Notes a request of this thread, which ends at once if it came too late. */
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
