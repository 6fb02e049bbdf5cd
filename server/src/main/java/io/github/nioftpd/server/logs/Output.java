package io.github.nioftpd.server.logs;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * An output that writes asynchronously: lines go into a bounded queue and are written by a separate
 * thread. Lines that do not fit or cannot be written are counted, and the count is logged as soon
 * as possible. Safe for use by several threads.
 */
final class Output implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Line END = new Line(Instant.EPOCH, 0, "");

  private final Sink sink;
  private final LongFunction<Line> lossNotice;
  private final BlockingQueue<Line> queue;
  private final AtomicLong lost = new AtomicLong();
  private final Thread writer;
  private volatile boolean closed;

  /**
   * Begins to write.
   *
   * @param sink where lines go; closed by this object
   * @param capacity how many lines wait at most
   * @param lossNotice says that so many lines were lost, in the layout of this output
   */
  Output(Sink sink, int capacity, LongFunction<Line> lossNotice) {
    this.sink = sink;
    this.lossNotice = lossNotice;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.writer = Thread.ofPlatform().name("nioftpd-log").daemon().start(this::write);
  }

  /** Takes a line; never waits. */
  void log(Line line) {
    if (closed || !queue.offer(line)) {
      lost.incrementAndGet();
    }
  }

  private void write() {
    try (sink) {
      for (Line line = queue.take(); !line.equals(END); line = queue.take()) {
        write(line);
        tellLosses();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // There is no output left to report to.
    }
  }

  private void write(Line line) {
    try {
      sink.write(line);
    } catch (IOException e) {
      lost.incrementAndGet();
    }
  }

  private void tellLosses() {
    long count = lost.get();
    if (count > 0) {
      try {
        sink.write(lossNotice.apply(count));
        lost.addAndGet(-count);
      } catch (IOException e) {
        // Next time.
      }
    }
  }

  /** The number of lost lines not yet reported. */
  long lost() {
    return lost.get();
  }

  /** Writes what waits, for a few seconds at most, and ends. */
  @Override
  public void close() {
    closed = true;
    try {
      if (queue.offer(END, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        writer.join(PATIENCE);
      }
      if (writer.isAlive()) {
        writer.interrupt();
      }
    } catch (InterruptedException e) {
      writer.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
