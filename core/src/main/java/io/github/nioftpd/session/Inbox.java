package io.github.nioftpd.session;

import io.github.nioftpd.login.Waiter;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Item.Signal;
import io.github.nioftpd.wire.Request;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything a session waits for comes through its inbox: command lines in their order, the end of
 * a transfer, the end of the connection, the end of the server. So one thread owns a session and
 * never has to look in two places.
 *
 * <p>Safe for use by several threads: one that reads the control connection and blocks here when
 * the session does not keep up, one that copies, one that closes the server, and the session's own,
 * which takes.
 */
final class Inbox implements Waiter {

  /** The most lines that wait before the control connection is not read any further. */
  static final int CAPACITY = 64;

  /** How often {@link #tick} is called. */
  static final Duration TICK = Duration.ofSeconds(1);

  /** The time that a session has to end at once. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Deque<Item> lines = new ArrayDeque<>();
  private @Nullable Reply finished;
  private boolean abortSeen;
  private boolean abortTold;
  private boolean hungUp;
  private boolean hangUpTold;
  private @Nullable Signal end;
  private boolean endTold;
  private boolean closed;

  /** When {@link #tick} is to wake the session's thread, in nanoseconds; 0 for never. */
  private volatile long wakeAt;

  /** When a session that is to end is cut off, in nanoseconds; 0 for never. */
  private volatile long overdueAt;

  /**
   * Adds a line, and waits while the inbox is full.
   *
   * @return false when the session is over and nothing more is wanted
   */
  boolean put(Item item) throws InterruptedException {
    lock.lock();
    try {
      while (lines.size() >= CAPACITY && !closed) {
        room.await();
      }
      lines.add(item);
      abortSeen |= is(item, "ABOR");
      came.signal();
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private static boolean is(Item item, String verb) {
    return item instanceof Item.Line line && line.request().verb().equals(verb);
  }

  /** Whether an ABOR is among the lines, at whatever place. */
  boolean hasAbort() {
    return locked(() -> abortSeen);
  }

  /** Whether no more lines come for now: there is no room for them, or the connection has ended. */
  boolean isClosedToLines() {
    return locked(() -> lines.size() >= CAPACITY || hungUp);
  }

  /** Whether the client is connected, and the session is not to end. */
  boolean isOpen() {
    return locked(() -> !hungUp && end == null);
  }

  private boolean locked(BooleanSupplier question) {
    lock.lock();
    try {
      return question.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  /** Passes the end of a transfer. */
  void finished(Reply reply) {
    change(() -> finished = reply);
  }

  /** Passes the end of the control connection. */
  void hangUp() {
    change(() -> hungUp = true);
  }

  /** Ends the session; lines that were read are dropped. */
  void abandon() {
    change(
        () -> {
          lines.clear();
          hungUp = true;
        });
  }

  /** Passes the shutdown of the server. */
  void shutdown() {
    change(() -> end = end == null ? Signal.SHUTDOWN : end);
  }

  /** Tells that the session is to end, its transfer at once. */
  void end() {
    overdueAt = (System.nanoTime() + PATIENCE.toNanos()) | 1;
    change(() -> end = Signal.END);
  }

  /** Whether a session that was to end has had its time for that. */
  boolean isOverdue() {
    return overdueAt != 0 && System.nanoTime() - overdueAt >= 0;
  }

  /** Lets go of a reader that waits for room. */
  void close() {
    change(() -> closed = true);
  }

  private void change(Runnable what) {
    lock.lock();
    try {
      what.run();
      came.signal();
      room.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the next item while no transfer runs.
   *
   * @param timeout how long to wait, zero for ever
   */
  Item take(Duration timeout) throws InterruptedException {
    return await(this::nextInOrder, timeout);
  }

  private @Nullable Item nextInOrder() {
    if (end != null) {
      return end;
    }
    if (!lines.isEmpty()) {
      return poll();
    }
    return hungUp ? Signal.HANG_UP : null;
  }

  /**
   * Takes what matters while a transfer runs: its end, an abort wherever it stands in the queue, a
   * hang-up, or the first line when it is one that is answered meanwhile. Everything else keeps its
   * place.
   */
  Item takeDuringTransfer(Predicate<Request> answered) throws InterruptedException {
    lock.lock();
    try {
      Item item = nextDuringTransfer(answered);
      wakeAt = System.nanoTime() | 1;
      while (item == null && wakeAt != 0) {
        came.await();
        item = nextDuringTransfer(answered);
      }
      wakeAt = 0;
      return item == null ? Signal.TIMEOUT : item;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Item nextDuringTransfer(Predicate<Request> answered) {
    if (finished != null) {
      Item item = new Item.Finished(finished);
      finished = null;
      abortTold = false;
      return item;
    }
    if (end == Signal.END && !endTold) {
      endTold = true;
      return Signal.ABORT;
    }
    if (abortSeen && !abortTold) {
      abortTold = true;
      return Signal.ABORT;
    }
    if (hasLeft() && !hangUpTold) {
      hangUpTold = true;
      return Signal.HANG_UP;
    }
    boolean first =
        lines.peek() instanceof Item.Line line && answered.test(line.request()) && !abortSeen;
    return first ? poll() : null;
  }

  private Item poll() {
    Item item = lines.remove();
    abortSeen = lines.stream().anyMatch(line -> is(line, "ABOR"));
    room.signal();
    return item;
  }

  /** Waits a while, whatever is said, unless the client goes or the server closes. */
  void pause(Duration delay) throws InterruptedException {
    await(() -> hungUp || end != null ? Signal.HANG_UP : null, delay);
  }

  /** Whether the client has disconnected without QUIT, and so wants no more replies. */
  private boolean hasLeft() {
    return hungUp && lines.stream().noneMatch(line -> is(line, "QUIT"));
  }

  @Override
  public boolean awaitUntil(BooleanSupplier condition, Duration limit) throws InterruptedException {
    Item unused =
        await(
            () -> condition.getAsBoolean() || hasLeft() || end != null ? Signal.HANG_UP : null,
            limit);
    return condition.getAsBoolean();
  }

  @Override
  public void wake() {
    change(() -> {});
  }

  private Item await(Supplier<@Nullable Item> next, Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    lock.lock();
    try {
      Item item = next.get();
      while (item == null) {
        long left = timeout.isZero() ? Long.MAX_VALUE : end - System.nanoTime();
        if (left <= 0) {
          return Signal.TIMEOUT;
        }
        await(left);
        item = next.get();
      }
      return item;
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("WaitNotInLoop") // its caller loops
  private void await(long nanos) throws InterruptedException {
    if (nanos < 2 * TICK.toNanos()) {
      long unused = came.awaitNanos(nanos);
      return;
    }
    wakeAt = (System.nanoTime() + nanos - TICK.toNanos()) | 1;
    came.await();
    wakeAt = 0;
  }

  /** Wakes the session's thread when it is time; a timer for each command would cost too much. */
  void tick() {
    long at = wakeAt;
    if (at != 0 && System.nanoTime() - at >= 0) {
      change(() -> wakeAt = 0);
    }
  }
}
