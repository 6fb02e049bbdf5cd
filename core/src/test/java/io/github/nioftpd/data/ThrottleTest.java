package io.github.nioftpd.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ThrottleTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void whoSharesABucketTakesTurns() {
    Throttle throttle = new Throttle(1_000);
    long now = System.nanoTime() + SECOND; // idle for a second
    long first = throttle.take(200, now) - now;
    assertThat(first).as("a tenth of a second is made up for").isEqualTo(SECOND / 10);
    assertThat(throttle.take(50, now) - now).isEqualTo(first + SECOND / 20);
    assertThat(throttle.take(50, now) - now).isEqualTo(first + SECOND / 10);
  }

  @Test
  void overAnyTimeTheRateIsKept() {
    Throttle throttle = new Throttle(100_000);
    long began = System.nanoTime();
    long now = began;
    long bytes = 0;
    while (now - began < 60 * SECOND) {
      bytes += 5_000;
      now = throttle.take(5_000, now);
      now += bytes % 15_000 == 0 ? SECOND / 12 : 0; // woken too late now and then
    }
    double seconds = (now - began) / 1e9;
    assertThat(bytes / seconds).isBetween(99_500.0, 100_500.0);
  }

  @Test
  void withoutALimitNobodyWaits() {
    Throttle throttle = new Throttle(0);
    assertThat(throttle.take(1L << 40, 7)).isEqualTo(7);
    assertThat(throttle.step()).isEqualTo(Long.MAX_VALUE);
    throttle.rate(10);
    assertThat(throttle.step()).isEqualTo(1);
    throttle.rate(1_000);
    assertThat(throttle.step()).isEqualTo(50);
  }
}
