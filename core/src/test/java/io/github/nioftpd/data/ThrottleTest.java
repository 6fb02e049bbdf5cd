package io.github.nioftpd.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ThrottleTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void sharersOfABucketTakeTurns() {
    Throttle throttle = new Throttle(1_000);
    long now = System.nanoTime() + SECOND; // idle for a second
    long first = throttle.take(200, now, 0) - now;
    assertThat(first).as("50 ms are caught up").isEqualTo(SECOND * 3 / 20);
    assertThat(throttle.take(50, now, 0) - now).isEqualTo(first + SECOND / 20);
    assertThat(throttle.take(50, now, SECOND) - now).isEqualTo(first + SECOND / 10);
    long later = now + 10 * SECOND;
    long end = throttle.take(50, later, SECOND / 2);
    assertThat(end - later).as("woken late").isEqualTo(-SECOND / 2);
  }

  @Test
  void theRateIsKeptOverAnyPeriod() {
    Throttle throttle = new Throttle(100_000);
    long began = System.nanoTime();
    long now = began;
    long bytes = 0;
    long late = 0;
    while (now - began < 60 * SECOND) {
      bytes += 5_000;
      long end = throttle.take(5_000, now, late);
      // a waiting thread sometimes wakes a third of a second late
      if (end > now) {
        late = bytes % 15_000 == 0 ? SECOND / 3 : 0;
        now = end + late;
      } else {
        late = Math.min(late, now - end);
      }
    }
    double seconds = (now - began) / 1e9;
    assertThat(bytes / seconds).isBetween(99_000.0, 101_000.0);
  }

  @Test
  void withoutALimitThereIsNoWait() {
    Throttle throttle = new Throttle(0);
    assertThat(throttle.take(1L << 40, 7, 0)).isEqualTo(7);
    assertThat(throttle.step()).isEqualTo(Long.MAX_VALUE);
    throttle.rate(10);
    assertThat(throttle.step()).isEqualTo(1);
    throttle.rate(1_000);
    assertThat(throttle.step()).isEqualTo(50);
  }
}
