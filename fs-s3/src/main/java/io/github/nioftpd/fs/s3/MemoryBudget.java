package io.github.nioftpd.fs.s3;

import java.time.Duration;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Memory budget for the content of transfers. An upload takes memory piece by piece as content
 * arrives, and waits if none is left. Uploads take turns: the oldest unfinished part goes first.
 *
 * <p>Uploads that all hold half a part would deadlock. So the size of one part is a reserve for the
 * upload with the oldest part: it can complete this part, which releases the memory of all of it.
 * One upload in the process has this right at a time, until it starts its next part.
 *
 * <p>Safe for use by several threads.
 */
final class MemoryBudget {

  /** The budget of the process: a quarter of the heap. */
  static final MemoryBudget PROCESS =
      new MemoryBudget(
          Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4), 0, Duration.ofSeconds(30));

  private final MemoryBudget whole; // this budget itself if it is not part of another
  private final long limit;
  private final Duration patience;
  private final Queue queue;
  private long reserve;
  private long free;

  /** The lock and the waiting uploads, shared by a budget and its parts. */
  static final class Queue {
    final ReentrantLock lock = new ReentrantLock();
    final Condition changed = lock.newCondition();
    final NavigableSet<MemoryShare> waiting =
        new TreeSet<>(Comparator.comparingLong(MemoryShare::turn));
    @Nullable MemoryShare first;
    long turns; // number of started parts
    long returns; // number of releases
    @Nullable Long logged;
  }

  /**
   * Creates a budget.
   *
   * @param limit in bytes
   * @param reserve bytes of it that only the longest waiting upload may use
   * @param patience of an upload while no memory is released at all
   */
  MemoryBudget(long limit, long reserve, Duration patience) {
    this.whole = this;
    this.limit = limit;
    this.patience = patience;
    this.queue = new Queue();
    this.reserve = reserve;
    this.free = limit;
  }

  private MemoryBudget(MemoryBudget whole, long limit, long reserve) {
    this.whole = whole;
    this.limit = limit;
    this.patience = whole.patience;
    this.queue = whole.queue;
    this.reserve = reserve;
    this.free = limit;
  }

  /** A part of this budget, with the same limit if bytes is 0. */
  MemoryBudget part(long bytes, long partSize) {
    queue.lock.lock();
    try {
      reserve = Math.max(reserve, partSize);
      return new MemoryBudget(this, bytes == 0 ? limit : Math.min(limit, bytes), partSize);
    } finally {
      queue.lock.unlock();
    }
  }

  long limit() {
    return limit;
  }

  MemoryBudget whole() {
    return whole;
  }

  Queue queue() {
    return queue;
  }

  Duration patience() {
    return patience;
  }

  long free() {
    queue.lock.lock();
    try {
      return free;
    } finally {
      queue.lock.unlock();
    }
  }

  /** Takes bytes if available and no upload waits for them. */
  boolean tryTake(long bytes) {
    queue.lock.lock();
    try {
      if (isWanted() || lacking(bytes, false) != null) {
        return false;
      }
      move(-bytes);
      return true;
    } finally {
      queue.lock.unlock();
    }
  }

  void give(long bytes) {
    if (bytes == 0) {
      return;
    }
    queue.lock.lock();
    try {
      move(bytes);
      queue.returns++;
      MemoryShare first = queue.first;
      if (first != null && first.memory().lacking(0, false) == null) {
        queue.first = null; // it no longer holds bytes of the reserve
      }
      queue.changed.signalAll();
    } finally {
      queue.lock.unlock();
    }
  }

  /** Whether an upload waits for memory of this budget or of the whole. */
  boolean isWanted() {
    queue.lock.lock();
    try {
      return queue.waiting.stream().anyMatch(share -> share.competes(this));
    } finally {
      queue.lock.unlock();
    }
  }

  /** Adds bytes to this budget and the whole; negative to take them. Under the lock. */
  void move(long bytes) {
    free += bytes;
    if (whole != this) {
      whole.free += bytes;
    }
  }

  /** The budget that is too small, this or the whole, or null. Under the lock. */
  @Nullable MemoryBudget lacking(long bytes, boolean ofReserve) {
    if (free - bytes < (ofReserve ? 0 : reserve)) {
      return this;
    }
    return whole == this ? null : whole.lacking(bytes, ofReserve);
  }

  MemoryShare share(String path) {
    return new MemoryShare(this, path);
  }
}
