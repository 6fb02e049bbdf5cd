package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.InvalidPathException;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A request on its own thread. Owned by one thread.
 *
 * @param <T> the result
 */
final class UploadTask<T> {

  /**
   * Platform threads, since a virtual thread whose socket always has data never leaves its carrier.
   * The callers limit their number: each part and range needs memory of the budget, and a listing
   * requests one page.
   */
  private static final Executor PLATFORM =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          60,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("nioftpd-s3-", 1).factory());

  private final FutureTask<T> task;
  private final Cancellation cancellation = new Cancellation();
  private final CountDownLatch ended = new CountDownLatch(1);

  private UploadTask(FutureTask<T> task) {
    this.task = task;
  }

  /** Starts a request without content on a virtual thread. */
  static <T> UploadTask<T> start(Callable<T> request) {
    UploadTask<T> flight = new UploadTask<>(new FutureTask<>(request));
    Thread unused = Thread.startVirtualThread(flight::run);
    return flight;
  }

  /** Starts a request that sends or receives content on a platform thread. */
  static <T> UploadTask<T> carry(Callable<T> request) throws IOException {
    UploadTask<T> flight = new UploadTask<>(new FutureTask<>(request));
    try {
      PLATFORM.execute(flight::run);
    } catch (OutOfMemoryError e) { // also if the process reaches its thread limit
      throw new IOException("cannot start a thread for a request", e);
    }
    return flight;
  }

  private void run() {
    try {
      cancellation.during(task);
    } finally {
      ended.countDown();
    }
  }

  boolean isDone() {
    return task.isDone();
  }

  T await() throws IOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InvalidPathException refused) {
        throw refused;
      }
      throw e.getCause() instanceof IOException failure
          ? failure
          : new IOException("a request failed unexpectedly", e.getCause());
    }
  }

  /** Cancels requests, and waits until their threads have ended. */
  static void stop(Collection<? extends UploadTask<?>> requests) {
    for (UploadTask<?> one : requests) {
      boolean unused = one.task.cancel(true); // ends pauses, and prevents further requests
      one.cancellation.cancel();
    }
    boolean interrupted = false;
    for (UploadTask<?> one : requests) {
      while (one.ended.getCount() > 0) {
        try {
          one.ended.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
