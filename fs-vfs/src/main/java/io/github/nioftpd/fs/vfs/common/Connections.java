package io.github.nioftpd.fs.vfs.common;

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
 * Limits the connections to a server, and the time to wait for an answer. A stream holds a
 * connection for as long as its transfer lasts; operations have connections of their own, so that
 * transfers never block a listing.
 *
 * <p>Safe for use by several threads.
 */
public final class Connections implements AutoCloseable {

  /**
   * One thread for each operation. They live as long as the connections, because the SFTP client
   * takes the end of the thread that opened a stream for the end of the stream. Platform threads: a
   * listing that always finds data would never leave the carrier of a virtual one. Daemons: an
   * operation that hangs must not keep the process alive.
   */
  private final ExecutorService workers;

  private final Semaphore streams;
  private final Semaphore operations;
  private final Duration timeout;

  /** Limits concurrent transfers and operations, and the time to wait for them. */
  public Connections(int streams, int operations, Duration timeout) {
    this.streams = new Semaphore(streams, true);
    this.operations = new Semaphore(operations, true);
    this.workers =
        Executors.newFixedThreadPool(
            operations, Thread.ofPlatform().daemon().name("nioftpd-vfs-", 1).factory());
    this.timeout = timeout;
  }

  /** Without limits, for archives and memory. */
  public static Connections unbounded() {
    return new Connections(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ZERO);
  }

  /**
   * Runs a short operation on a thread of this pool. The caller leaves when the timeout is over,
   * whatever the thread does.
   *
   * @throws IOException from the operation, or when the timeout is over
   */
  public <T> T operate(Callable<T> operation) throws IOException {
    if (timeout.isZero()) {
      return call(operation);
    }
    long deadline = System.nanoTime() + timeout.toNanos();
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
      throw new IOException("the operation failed", e);
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

  private static IOException failure(ExecutionException failure) {
    return switch (failure.getCause()) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> new IOException("the operation failed", failure);
    };
  }

  /**
   * Reserves the connection of a transfer.
   *
   * @throws IOException when none is free in time
   */
  public Hold stream() throws IOException {
    acquire(streams, System.nanoTime() + timeout.toNanos());
    return new Hold(streams);
  }

  private static void acquire(Semaphore permits, long deadline) throws IOException {
    try {
      if (!permits.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new IOException("all connections to the remote server are in use");
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while waiting for the remote server");
  }

  /** Interrupts running operations. A thread that waits for a socket ends at its timeout. */
  @Override
  public void close() {
    workers.shutdownNow();
  }

  /** The reservation of a transfer, until it is closed. */
  public static final class Hold implements AutoCloseable {

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
