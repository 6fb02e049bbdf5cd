package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.InvalidPathException;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A request under way on a virtual thread of its own, while its owner does something else. Owned by
 * one thread.
 *
 * @param <T> what it answers
 */
final class InFlight<T> {

  private final FutureTask<T> task;
  private final Thread thread;

  private InFlight(FutureTask<T> task) {
    this.task = task;
    this.thread = Thread.ofVirtual().start(task);
  }

  /** Begins a request, which fails with {@link IOException} if it does. */
  static <T> InFlight<T> start(Callable<T> request) {
    return new InFlight<>(new FutureTask<>(request));
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
  static void stop(Collection<? extends InFlight<?>> requests) {
    for (InFlight<?> one : requests) {
      boolean unused = one.task.cancel(true);
    }
    boolean interrupted = false;
    for (InFlight<?> one : requests) {
      while (one.thread.isAlive()) {
        try {
          one.thread.join();
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
