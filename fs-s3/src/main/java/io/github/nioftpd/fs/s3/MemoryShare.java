package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.BusyException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The memory of one upload. Owned by the thread of the upload. */
final class MemoryShare implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MemoryShare.class);

  /** A wait of this length is logged, once per minute. */
  private static final Duration LONG = Duration.ofSeconds(1);

  private static final Duration LOGGED = Duration.ofMinutes(1);

  private final MemoryBudget memory;
  private final MemoryBudget.Queue queue;
  private final String path;
  private @Nullable MemoryBudget lacking; // the budget it waits for; under the lock
  private long turn;
  private long held;

  MemoryShare(MemoryBudget memory, String path) {
    this.memory = memory;
    this.queue = memory.queue();
    this.path = path;
    nextTurn();
  }

  /** Order in which the current parts were started. */
  long turn() {
    return turn;
  }

  MemoryBudget memory() {
    return memory;
  }

  /** Whether another upload waits, so that surplus memory must be released. */
  boolean isWanted() {
    return memory.isWanted();
  }

  boolean competes(MemoryBudget other) {
    return memory == other || lacking == other.whole();
  }

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

  /** Whether enough bytes are free, and it is the turn of this upload. Under the lock. */
  private boolean mayTake(long bytes) {
    boolean isFirst = equals(queue.first);
    lacking = memory.lacking(bytes, isFirst);
    if (lacking != null || isFirst) {
      return lacking == null;
    }
    for (MemoryShare earlier : queue.waiting.headSet(this)) {
      if (earlier.competes(memory)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes bytes, after waiting if necessary.
   *
   * @throws BusyException when no upload releases memory in time
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
    long deadline = began + memory.patience().toNanos();
    long returns = queue.returns;
    while (!mayTake(bytes)) {
      if (queue.first == null && equals(queue.waiting.first())) {
        queue.first = this;
        continue;
      }
      long now = System.nanoTime();
      if (returns != queue.returns) { // others make progress
        returns = queue.returns;
        deadline = now + memory.patience().toNanos();
      }
      if (deadline - now <= 0) {
        throw new BusyException(
            path, "not enough memory for another upload; waiting: " + queue.waiting.size());
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
        "upload of {} waited {} ms for memory, {} more are waiting; uploads and downloads may use"
            + " {} MiB: raise the setting memory or the heap size",
        path,
        TimeUnit.NANOSECONDS.toMillis(nanos),
        queue.waiting.size() - 1,
        memory.limit() >> 20);
  }

  void give(long bytes) {
    held -= bytes;
    memory.give(bytes);
  }

  /** Starts the next part, behind the current parts of other uploads. */
  void nextTurn() {
    queue.lock.lock();
    try {
      turn = ++queue.turns;
      if (equals(queue.first)) {
        queue.first = null;
        queue.changed.signalAll();
      }
    } finally {
      queue.lock.unlock();
    }
  }

  @Override
  public void close() {
    nextTurn();
    give(held);
  }
}
