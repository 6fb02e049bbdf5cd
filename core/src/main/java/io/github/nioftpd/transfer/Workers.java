package io.github.nioftpd.transfer;

import io.github.nioftpd.config.Limits;
import java.io.Closeable;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The platform threads of a server that move the content of files and walk directories. A virtual
 * thread whose socket has data or room at all times never leaves its carrier, and as many such
 * transfers as there are processors would stop every session.
 *
 * <p>Nothing waits for a thread: a command reserves one before it opens anything, or is refused.
 * Threads are used again, the latest first; one that has been idle for a minute ends. Safe for use
 * by several threads.
 */
public final class Workers implements Closeable {

  /** The most threads that are reserved, unless the limits set another number. */
  static final int MOST = 1_000;

  private static final Duration KEPT = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  private final Deque<Worker> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger reserved = new AtomicInteger();
  private final AtomicLong started = new AtomicLong();
  private volatile int most = MOST;
  private volatile boolean closed;

  /** Sets how many threads may be reserved at once. Reservations that are held stay. */
  public void limits(Limits limits) {
    int sessions = limits.sessions() == 0 ? MOST : Math.min(limits.sessions(), MOST);
    most = limits.transfers() == 0 ? sessions : limits.transfers();
  }

  /** Reserves a thread; empty when as many are reserved as may be, or none can be started. */
  public Optional<Reservation> reserve() {
    if (reserved.incrementAndGet() > most || closed) {
      reserved.decrementAndGet();
      return Optional.empty();
    }
    Worker worker = idle.pollFirst();
    try {
      return Optional.of(new Reservation(worker == null ? start() : worker));
    } catch (OutOfMemoryError e) { // also when the system gives the process no more threads
      reserved.decrementAndGet();
      LOG.warn("cannot start a thread for a transfer: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private Worker start() {
    Worker worker = new Worker();
    Thread.ofPlatform()
        .daemon() // a call that never returns must not keep the process from ending
        .name("nioftpd-transfer-" + started.incrementAndGet())
        .start(worker);
    return worker;
  }

  /** Ends the idle threads. Those with work end after it. */
  @Override
  public void close() {
    closed = true;
    idle.forEach(worker -> worker.work.release());
  }

  /** The right to use a thread once. Owned by the thread of the session. */
  public final class Reservation implements Closeable {

    private @Nullable Worker worker;

    private Reservation(Worker worker) {
      this.worker = worker;
    }

    /** Starts work, which must not throw. May be called once. */
    public void execute(Runnable task) {
      Worker mine = worker;
      if (mine == null) {
        throw new IllegalStateException("the thread has been used");
      }
      worker = null;
      mine.task = task;
      mine.work.release();
    }

    /** Gives the right back, after the work has ended or without any. May be called once. */
    @Override
    public void close() {
      if (worker != null) {
        idle.addFirst(worker);
      }
      reserved.decrementAndGet();
    }
  }

  /** One thread. It is in the queue of idle ones unless it is reserved or has work. */
  private final class Worker implements Runnable {

    private final Semaphore work = new Semaphore(0);
    private volatile @Nullable Runnable task;

    @Override
    public void run() {
      while (!closed && (isCalled() || !idle.remove(this))) {
        Runnable next = task;
        if (next != null) {
          task = null;
          next.run();
          idle.addFirst(this);
        }
      }
    }

    private boolean isCalled() {
      try {
        return work.tryAcquire(KEPT.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        return true; // left behind by the work before; it means nothing here
      }
    }
  }
}
