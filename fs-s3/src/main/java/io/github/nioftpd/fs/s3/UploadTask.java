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
 * A request under way on a thread of its own, while its owner does something else. Owned by one
 * thread.
 *
 * @param <T> what it answers
 */
final class UploadTask<T> {

  /**
   * Platform threads, since a virtual one whose socket always has data or room never leaves its
   * carrier. Those who start requests bound how many there are: each part and each range holds
   * memory of the budget, and a listing has one page.
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

  /**
   * Begins a request without content on a virtual thread.
   *
   * @param request fails with {@link IOException} if it does
   */
  static <T> UploadTask<T> start(Callable<T> request) {
    UploadTask<T> flight = new UploadTask<>(new FutureTask<>(request));
    Thread unused = Thread.startVirtualThread(flight::run);
    return flight;
  }

  /**
   * Begins a request that sends or receives content, on a platform thread.
   *
   * @param request fails with {@link IOException} if it does
   */
  static <T> UploadTask<T> carry(Callable<T> request) throws IOException {
    UploadTask<T> flight = new UploadTask<>(new FutureTask<>(request));
    try {
      PLATFORM.execute(flight::run);
    } catch (OutOfMemoryError e) { // also when the system gives the process no more threads
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

  /** Whether {@link #await} would answer at once. */
  boolean isDone() {
    return task.isDone();
  }

  /** Waits for the answer. */
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

  /** Breaks requests off and waits until none of them goes on behind the owner's back. */
  static void stop(Collection<? extends UploadTask<?>> requests) {
    for (UploadTask<?> one : requests) {
      boolean unused = one.task.cancel(true); // ends pauses, and keeps others from being sent
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
