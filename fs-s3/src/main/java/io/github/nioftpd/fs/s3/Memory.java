package io.github.nioftpd.fs.s3;

import io.github.nioftpd.spi.InsufficientStorageException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A budget of memory for what is on its way to and from the store. Whoever wants to hold bytes
 * takes them here first; an upload that finds none is refused instead of running the heap full.
 * Safe for use by several threads.
 */
final class Memory {

  /** What all file systems of this process have together: a quarter of the heap. */
  static final Memory PROCESS =
      new Memory(
          Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4), null, Duration.ofSeconds(10));

  /** Permits are counted in an int. */
  private static final int UNIT = 1 << 16;

  private final Semaphore units;
  private final long limit;
  private final @Nullable Memory whole;
  private final Duration patience;

  /**
   * Makes a budget.
   *
   * @param limit in bytes
   * @param whole the budget that it is a part of, or null
   * @param patience how long somebody waits for others to give theirs back
   */
  Memory(long limit, @Nullable Memory whole, Duration patience) {
    this.limit = whole == null ? limit : Math.min(limit, whole.limit);
    this.units = new Semaphore((int) Math.min(Integer.MAX_VALUE, this.limit / UNIT), true);
    this.whole = whole;
    this.patience = patience;
  }

  /** A budget within this one. */
  Memory part(long bytes) {
    return new Memory(bytes, this, patience);
  }

  long limit() {
    return limit;
  }

  /** How many bytes nobody holds. */
  long free() {
    return (long) units.availablePermits() * UNIT;
  }

  /** Whether somebody waits, for whom those who have more than they need should make room. */
  boolean isWanted() {
    return units.hasQueuedThreads() || (whole != null && whole.isWanted());
  }

  /** Takes bytes if there are enough now, and nobody waits for them. */
  boolean tryTake(long bytes) {
    if (isWanted() || !units.tryAcquire(count(bytes))) {
      return false;
    }
    if (whole != null && !whole.tryTake(bytes)) {
      units.release(count(bytes));
      return false;
    }
    return true;
  }

  /**
   * Takes bytes, for which it waits a little.
   *
   * @param path for which file
   * @throws InsufficientStorageException when there are not enough
   */
  void take(long bytes, String path) throws InsufficientStorageException {
    boolean taken = false;
    try {
      taken =
          bytes <= limit
              && units.tryAcquire(count(bytes), patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!taken) {
      throw new InsufficientStorageException(path, "too many uploads at once for the memory");
    }
    if (whole != null) {
      takeOfWhole(whole, bytes, path);
    }
  }

  private void takeOfWhole(Memory all, long bytes, String path)
      throws InsufficientStorageException {
    boolean taken = false;
    try {
      all.take(bytes, path);
      taken = true;
    } finally {
      if (!taken) {
        units.release(count(bytes));
      }
    }
  }

  void give(long bytes) {
    units.release(count(bytes));
    if (whole != null) {
      whole.give(bytes);
    }
  }

  private static int count(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, (bytes + UNIT - 1) / UNIT);
  }
}
