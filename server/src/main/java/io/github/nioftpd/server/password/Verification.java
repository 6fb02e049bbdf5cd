package io.github.nioftpd.server.password;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Compares passwords with hashes, a few at a time, on threads of the operating system. A comparison
 * takes a tenth of a second of a processor: on virtual threads, as many as there are processors
 * would stop every session of the server. Shared by all; safe for use by several threads.
 */
public final class Verification implements AutoCloseable {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** The part of the heap for all comparisons together, in KiB. */
  private static final int MEMORY_KIB =
      (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() >> 12);

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          PROCESSORS, Thread.ofPlatform().name("nioftpd-password-", 0).daemon().factory());
  private final Semaphore memory = new Semaphore(MEMORY_KIB, true);

  /**
   * Compares.
   *
   * @param password what the client sent
   * @param hash the stored password
   * @return true when they belong together
   * @throws InterruptedIOException when the calling thread is interrupted
   * @throws IOException when the comparison failed
   */
  public boolean matches(String password, PasswordHash hash) throws IOException {
    int needed = (int) Math.min(MEMORY_KIB, hash.memory() >> 10);
    Future<Boolean> answer =
        threads.submit(
            () -> {
              memory.acquire(needed);
              try {
                return hash.matches(password);
              } finally {
                memory.release(needed);
              }
            });
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(false);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while comparing a password");
    } catch (ExecutionException e) {
      throw new IOException("cannot compare a password", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
