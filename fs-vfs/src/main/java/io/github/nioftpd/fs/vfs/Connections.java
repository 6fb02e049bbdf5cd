package io.github.nioftpd.fs.vfs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.ClosedFileSystemException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds what is open to a server at once, and how long an answer is waited for. Streams hold a
 * connection for as long as a transfer lasts; so that many of them cannot keep everybody else from
 * looking around, operations have a share of their own.
 *
 * <p>Safe for use by several threads.
 */
final class Connections implements AutoCloseable {

  /**
   * The threads live for as long as connections do: a client for sftp takes the end of the thread
   * that began a stream for the end of the stream. They are platform threads: a listing or a copy
   * that always finds data would never leave the carrier of a virtual one. As many as there may be
   * operations, and daemons, since an operation that hangs must not keep the process from ending.
   */
  private final ExecutorService workers;

  private final Semaphore streams;
  private final Semaphore operations;
  private final Duration patience;

  /**
   * Makes a bound.
   *
   * @param streams most transfers at once
   * @param operations most operations at once
   * @param patience how long anything may take before its caller gives up
   */
  Connections(int streams, int operations, Duration patience) {
    this.streams = new Semaphore(streams, true);
    this.operations = new Semaphore(operations, true);
    this.workers =
        Executors.newFixedThreadPool(
            operations, Thread.ofPlatform().daemon().name("nioftpd-vfs-", 1).factory());
    this.patience = patience;
  }

  /** For what is no server: nothing waits, and nothing is given up. */
  static Connections unbounded() {
    return new Connections(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ZERO);
  }

  /**
   * Does something that ends soon unless the server hangs. It is done on another thread, which is
   * left behind when the time is over, so that nobody waits for longer.
   *
   * @throws IOException what the operation throws, or that its time is over
   */
  <T> T operate(Callable<T> operation) throws IOException {
    if (patience.isZero()) {
      return call(operation);
    }
    long deadline = System.nanoTime() + patience.toNanos();
    acquire(operations, deadline);
    FutureTask<T> task = new FutureTask<>(operation);
    try {
      workers.execute(
          () -> {
            try {
              task.run();
            } finally {
              operations.release();
            }
          });
    } catch (RejectedExecutionException e) {
      operations.release();
      throw new ClosedFileSystemException();
    }
    return await(task, deadline);
  }

  private static <T> T call(Callable<T> operation) throws IOException {
    try {
      return operation.call();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("an operation failed", e);
    }
  }

  private static <T> T await(FutureTask<T> task, long deadline) throws IOException {
    try {
      return task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("the remote server does not answer", e);
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  /** What an operation has thrown. */
  private static IOException failure(ExecutionException failure) {
    return switch (failure.getCause()) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> new IOException("an operation failed", failure);
    };
  }

  /**
   * Takes the place of a transfer; waits for one.
   *
   * @throws IOException when none gets free in time
   */
  Hold stream() throws IOException {
    acquire(streams, System.nanoTime() + patience.toNanos());
    return new Hold(streams);
  }

  private static void acquire(Semaphore permits, long deadline) throws IOException {
    try {
      if (!permits.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new IOException("all connections to the remote server are busy");
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while the remote server was waited for");
  }

  /**
   * Interrupts what is still going on. A thread that waits for a socket ends when its client gives
   * up.
   */
  @Override
  public void close() {
    workers.shutdownNow();
  }

  /** A place that somebody has until it is closed. */
  static final class Hold implements AutoCloseable {

    private final Semaphore permits;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Hold(Semaphore permits) {
      this.permits = permits;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        permits.release();
      }
    }
  }
}
