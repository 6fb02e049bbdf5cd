package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what comes about on another thread, for a bounded time. */
public final class Patience {

  private static final Duration MOST = Duration.ofSeconds(120);

  private Patience() {}

  /** What is waited for. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits until a condition holds, and fails when it does not come to. */
  public static void until(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + MOST.toNanos();
    boolean holds = condition.holds();
    while (!holds && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
      holds = condition.holds();
    }
    assertThat(holds).as(what).isTrue();
  }

  /** How long something took. */
  public static Duration time(Action action) throws Exception {
    long began = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** The processor time that this process used meanwhile: other processes do not count. */
  public static Duration processorTime(Action action) throws Exception {
    long began = Descriptors.processorTime();
    action.run();
    return Duration.ofNanos(Descriptors.processorTime() - began);
  }

  /** Something that is timed. */
  @FunctionalInterface
  public interface Action {
    void run() throws Exception;
  }
}
