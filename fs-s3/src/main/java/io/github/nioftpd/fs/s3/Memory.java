package io.github.nioftpd.fs.s3;

import java.time.Duration;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A budget of memory for the content that is on its way to and from the store. An upload takes its
 * memory piece by piece, as content arrives, and waits while there is none. Uploads take turns by
 * parts: the part that was begun first is served first.
 *
 * <p>Uploads that wait for each other with half a part each would wait for ever. So one part's
 * worth is a reserve, which belongs to the upload whose part was begun first of those that wait:
 * that one can complete its part, which gives the memory of the whole part back. One upload in the
 * process has this right at a time, until it begins its next part.
 *
 * <p>Safe for use by several threads.
 */
final class Memory {

  /** What all file systems of this process have together: a quarter of the heap. */
  static final Memory PROCESS =
      new Memory(
          Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4), 0, Duration.ofSeconds(30));

  private final Memory whole; // itself, if it is no part of another
  private final long limit;
  private final Duration patience;
  private final Queue queue;
  private long reserve;
  private long free;

  /** What a budget has in common with its parts: a lock, and the uploads that wait. */
  static final class Queue {
    final ReentrantLock lock = new ReentrantLock();
    final Condition changed = lock.newCondition();
    final NavigableSet<MemoryShare> waiting =
        new TreeSet<>(Comparator.comparingLong(MemoryShare::turn));
    @Nullable MemoryShare first;
    long turns; // how many parts have been begun
    long returns; // how often memory was given back
    @Nullable Long logged;
  }

  /**
   * Makes a budget.
   *
   * @param limit in bytes
   * @param reserve the part of it that only the upload that has waited longest may use, in bytes
   * @param patience how long an upload waits while no memory is given back at all
   */
  Memory(long limit, long reserve, Duration patience) {
    this.whole = this;
    this.limit = limit;
    this.patience = patience;
    this.queue = new Queue();
    this.reserve = reserve;
    this.free = limit;
  }

  private Memory(Memory whole, long limit, long reserve) {
    this.whole = whole;
    this.limit = limit;
    this.patience = whole.patience;
    this.queue = whole.queue;
    this.reserve = reserve;
    this.free = limit;
  }

  /**
   * A budget within this one.
   *
   * @param bytes its limit, or 0 for that of this one
   * @param partSize the size of the parts of its uploads
   */
  Memory part(long bytes, long partSize) {
    queue.lock.lock();
    try {
      reserve = Math.max(reserve, partSize);
      return new Memory(this, bytes == 0 ? limit : Math.min(limit, bytes), partSize);
    } finally {
      queue.lock.unlock();
    }
  }

  long limit() {
    return limit;
  }

  Memory whole() {
    return whole;
  }

  Queue queue() {
    return queue;
  }

  Duration patience() {
    return patience;
  }

  /** How many bytes nobody holds. */
  long free() {
    queue.lock.lock();
    try {
      return free;
    } finally {
      queue.lock.unlock();
    }
  }

  /** Takes bytes if there are enough now, and no upload waits for them. */
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
        queue.first = null; // it holds nothing of the reserve any more
      }
      queue.changed.signalAll();
    } finally {
      queue.lock.unlock();
    }
  }

  /** Whether an upload waits for memory of this budget, or of that which it is a part of. */
  boolean isWanted() {
    queue.lock.lock();
    try {
      return queue.waiting.stream().anyMatch(share -> share.competes(this));
    } finally {
      queue.lock.unlock();
    }
  }

  /** Takes bytes from this and the whole, or gives them back. Under the lock. */
  void move(long bytes) {
    free += bytes;
    if (whole != this) {
      whole.free += bytes;
    }
  }

  /** Which budget has too little, this or the whole; null when there is enough. Under the lock. */
  @Nullable Memory lacking(long bytes, boolean ofReserve) {
    if (free - bytes < (ofReserve ? 0 : reserve)) {
      return this;
    }
    return whole == this ? null : whole.lacking(bytes, ofReserve);
  }

  /** What one upload holds. Owned by the thread of the upload. */
  MemoryShare share(String path) {
    return new MemoryShare(this, path);
  }
}
