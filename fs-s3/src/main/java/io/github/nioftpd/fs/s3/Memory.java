package io.github.nioftpd.fs.s3;

import io.github.nioftpd.spi.BusyException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A budget of memory for the content that is on its way to and from the store. An upload takes its
 * memory piece by piece, as content arrives, and waits while there is none.
 *
 * <p>Uploads that wait for each other with half a part each would wait for ever. So one part's
 * worth is a reserve, which belongs to the upload that has waited longest: that one can complete
 * its part, which gives the memory of the whole part back. One upload in the process has this right
 * at a time, until it begins its next part.
 *
 * <p>Safe for use by several threads.
 */
final class Memory {

  /** What all file systems of this process have together: a quarter of the heap. */
  static final Memory PROCESS =
      new Memory(
          Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4), 0, Duration.ofSeconds(30));

  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

  /** A wait this long is logged, once in a minute. */
  private static final Duration LONG = Duration.ofSeconds(1);

  private static final Duration LOGGED = Duration.ofMinutes(1);

  private final Memory whole; // itself, if it is no part of another
  private final long limit;
  private final Duration patience;
  private final Queue queue;
  private long reserve;
  private long free;

  /** What a budget has in common with its parts: a lock, and the uploads that wait. */
  private static final class Queue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Share> waiting = new ArrayDeque<>();
    private @Nullable Share first;
    private long returns; // how often memory was given back
    private @Nullable Long logged;
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
      Share first = queue.first;
      if (first != null && first.memory.lacking(0, false) == null) {
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
  private void move(long bytes) {
    free += bytes;
    if (whole != this) {
      whole.free += bytes;
    }
  }

  /** Which budget has too little, this or the whole; null when there is enough. Under the lock. */
  private @Nullable Memory lacking(long bytes, boolean ofReserve) {
    if (free - bytes < (ofReserve ? 0 : reserve)) {
      return this;
    }
    return whole == this ? null : whole.lacking(bytes, ofReserve);
  }

  /** What one upload holds. Owned by the thread of the upload. */
  Share share(String path) {
    return new Share(this, path);
  }

  /** What one upload holds. */
  static final class Share implements AutoCloseable {

    private final Memory memory;
    private final Queue queue;
    private final String path;
    private @Nullable Memory lacking; // what it waits for; under the lock
    private long held;

    private Share(Memory memory, String path) {
      this.memory = memory;
      this.queue = memory.queue;
      this.path = path;
    }

    /** Whether another upload waits, for which those who have more than they need make room. */
    boolean isWanted() {
      return memory.isWanted();
    }

    private boolean competes(Memory other) {
      return memory == other || lacking == other.whole;
    }

    /** Takes bytes if there are enough now. */
    boolean tryTake(long bytes) {
      queue.lock.lock();
      try {
        boolean taken = mayTake(bytes);
        if (taken) {
          memory.move(-bytes);
          held += bytes;
        }
        return taken;
      } finally {
        queue.lock.unlock();
      }
    }

    /** Whether there are enough bytes, and nobody has waited longer. Under the lock. */
    private boolean mayTake(long bytes) {
      boolean isFirst = equals(queue.first);
      lacking = memory.lacking(bytes, isFirst);
      if (lacking != null || isFirst) {
        return lacking == null;
      }
      for (Share earlier : queue.waiting) {
        if (earlier.competes(memory)) {
          return equals(earlier);
        }
      }
      return true;
    }

    /**
     * Takes bytes, for which it waits its turn.
     *
     * @throws BusyException when there are too many uploads that do not come on either
     */
    void take(long bytes) throws IOException {
      queue.lock.lock();
      try {
        queue.waiting.add(this);
        long began = System.nanoTime();
        awaitTurn(bytes, began);
        memory.move(-bytes);
        held += bytes;
        log(System.nanoTime() - began);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ClosedByInterruptException();
      } finally {
        queue.waiting.remove(this);
        lacking = null;
        queue.changed.signalAll();
        queue.lock.unlock();
      }
    }

    private void awaitTurn(long bytes, long began) throws BusyException, InterruptedException {
      long deadline = began + memory.patience.toNanos();
      long returns = queue.returns;
      while (!mayTake(bytes)) {
        if (queue.first == null && equals(queue.waiting.peek())) {
          queue.first = this;
          continue;
        }
        long now = System.nanoTime();
        if (returns != queue.returns) { // the others come on
          returns = queue.returns;
          deadline = now + memory.patience.toNanos();
        }
        if (deadline - now <= 0) {
          throw new BusyException(
              path, "no memory for one more upload: " + queue.waiting.size() + " wait for it");
        }
        long unused = queue.changed.awaitNanos(deadline - now);
      }
    }

    private void log(long nanos) {
      long now = System.nanoTime();
      boolean silent = queue.logged != null && now - queue.logged < LOGGED.toNanos();
      if (nanos < LONG.toNanos() || silent) {
        return;
      }
      queue.logged = now;
      LOG.info(
          "the upload of {} waited {} ms for memory, {} more wait; uploads and downloads may hold"
              + " {} MiB: see the setting memory and the size of the heap",
          path,
          TimeUnit.NANOSECONDS.toMillis(nanos),
          queue.waiting.size() - 1,
          memory.limit >> 20);
    }

    /** Gives some of it back. */
    void give(long bytes) {
      held -= bytes;
      memory.give(bytes);
    }

    /** Lets others go first, before the next part is begun. */
    void yieldTurn() {
      queue.lock.lock();
      try {
        if (equals(queue.first)) {
          queue.first = null;
          queue.changed.signalAll();
        }
      } finally {
        queue.lock.unlock();
      }
    }

    /** Gives all of it back. */
    @Override
    public void close() {
      yieldTurn();
      give(held);
    }
  }
}
