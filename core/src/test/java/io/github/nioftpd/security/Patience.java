package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Bounded waiting for other threads, and time measurements. */
public final class Patience {

  private static final Duration MOST = Duration.ofSeconds(120);

  private Patience() {}

  /** A condition to wait for. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits until a condition holds, or fails after a time limit. */
  public static void until(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + MOST.toNanos();
    boolean holds = condition.holds();
    while (!holds && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
      holds = condition.holds();
    }
    assertThat(holds).as(what).isTrue();
  }

  /** Measures the duration of an action. */
  public static Duration time(Action action) throws Exception {
    long began = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Measures the processor time of this process during an action. */
  public static Duration processorTime(Action action) throws Exception {
    long began = Descriptors.processorTime();
    action.run();
    return Duration.ofNanos(Descriptors.processorTime() - began);
  }

  /** An action to measure. */
  @FunctionalInterface
  public interface Action {
    void run() throws Exception;
  }
}
