package io.github.nioftpd.data;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rate of one data connection to that of the slowest of its throttles. Writes wait
 * before, reads afterwards. An aborted transfer waits no longer. Owned by the thread of the
 * transfer, except that {@link #stop()} and {@link #isWaiting()} may be called from any.
 */
final class RateLimiter {

  /** The longest pause, of the machine or the collector, that is made up for: a second. */
  private static final long MOST_LATE = 1_000_000_000L;

  /** The bounds of the bytes written at once, and the first such number. */
  private static final int LEAST = 16 << 10;

  private static final int MOST = 4 << 20;
  private static final int FIRST = 64 << 10;

  /** A write within this time, in nanoseconds, may be followed by a larger one. */
  private static final long QUICK = 5_000_000L;

  /** A write that takes this long is followed by the smallest. */
  private static final long SLOW = 100_000_000L;

  private final List<Throttle> download;
  private final List<Throttle> upload;

  /**
   * The number of bytes that may be written at once. A write returns when the kernel has taken all
   * of it, and only then it is known how much has moved: a slow client must not look like one that
   * has stalled.
   */
  private int piece = FIRST;

  /** When the write that is under way was admitted. */
  private long admitted;

  /** By how much the thread is behind because it was woken too late, in nanoseconds. */
  private long late;

  /** The bytes that were waited for and are not written yet. */
  private long prepaid;

  private volatile @Nullable Thread waiting;
  private volatile boolean stopped;

  private RateLimiter(List<Throttle> download, List<Throttle> upload) {
    this.download = download;
    this.upload = upload;
  }

  /** Makes the pace of a connection that is under all of these. */
  static RateLimiter of(List<Throttles> all) {
    return new RateLimiter(
        all.stream().map(Throttles::download).toList(),
        all.stream().map(Throttles::upload).toList());
  }

  /**
   * Waits until some bytes may be written.
   *
   * @param most how many there are, 1 or more
   * @return how many of them may be written now, 1 or more
   */
  int admitWrite(int most) {
    int step = step(download, Math.min(most, piece));
    if (step > prepaid) {
      await(download, step - prepaid);
      prepaid = step;
    }
    admitted = System.nanoTime();
    return step;
  }

  /** Records how many of the bytes that might be written were. */
  void wrote(long bytes) {
    prepaid -= bytes;
    long took = System.nanoTime() - admitted;
    if (took < QUICK) {
      piece = Math.min(2 * piece, MOST);
    } else if (took > SLOW) {
      piece = LEAST;
    }
  }

  /** The bytes that may be read at once, up to a bound. */
  int readStep(int most) {
    return step(upload, most);
  }

  /** Waits until so many bytes may have been read. */
  void read(int bytes) {
    await(upload, bytes);
  }

  private static int step(List<Throttle> throttles, int most) {
    long step = most;
    for (Throttle throttle : throttles) {
      step = Math.min(step, throttle.step());
    }
    return (int) step;
  }

  private void await(List<Throttle> throttles, long bytes) {
    if (throttles.isEmpty() || bytes <= 0) {
      return;
    }
    long now = System.nanoTime();
    long end = now - MOST_LATE;
    for (Throttle throttle : throttles) {
      long its = throttle.take(bytes, now, late);
      end = its - end > 0 ? its : end;
    }
    long left = end - now;
    if (left <= 0) {
      late = Math.min(late, -left); // what it has not made up for yet
      return;
    }
    waiting = Thread.currentThread();
    while (left > 0 && !stopped && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(this, left);
      left = end - System.nanoTime();
    }
    waiting = null;
    late = Math.clamp(-left, 0, MOST_LATE);
  }

  /** Whether the transfer waits here, rather than for the client. */
  boolean isWaiting() {
    return waiting != null;
  }

  /** Lets go of who waits, now and from now on. */
  void stop() {
    stopped = true;
    Thread thread = waiting;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }
}
