package io.github.nioftpd.server.users;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A number of platform threads for calls that block inside of native code or a lock, where a
 * virtual thread would keep its carrier. More calls than threads wait for each other. Safe for use
 * by several threads.
 */
public final class BlockingCalls {

  private final ThreadPoolExecutor threads;

  /**
   * Threads start when they are needed and end when they are idle.
   *
   * @param name prefix of the thread names
   * @param most maximum number of concurrent calls, 1 or more
   */
  public BlockingCalls(String name, int most) {
    threads =
        new ThreadPoolExecutor(
            most,
            most,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name(name, 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs a call on one of the threads and waits for its result.
   *
   * @param <T> what it yields
   * @param call the call
   * @return what it yields
   * @throws IOException when it throws one, or this thread is interrupted
   */
  public <T> T call(Callable<T> call) throws IOException {
    FutureTask<T> task = new FutureTask<>(call);
    threads.execute(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IOException(e.getCause());
      }
    }
  }
}
