package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class InFlightTest {

  @Test
  void contentMovesOnAPlatformThread() throws IOException {
    Thread thread = InFlight.carry(Thread::currentThread).await();
    assertThat(thread.isVirtual()).isFalse();
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).startsWith("nioftpd-s3-");
    assertThat(InFlight.start(Thread::currentThread).await().isVirtual()).isTrue();
  }

  @Test
  void whatIsStoppedHasEnded() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    InFlight<String> request =
        InFlight.carry(
            () -> {
              try {
                begun.countDown();
                new CountDownLatch(1).await();
                return "late";
              } finally {
                ended.set(true);
              }
            });
    begun.await();
    InFlight.stop(List.of(request));
    assertThat(ended).isTrue();
  }

  @Test
  void whatIsStoppedBeforeItBeginsDoesNothing() throws IOException {
    for (int i = 0; i < 100; i++) {
      InFlight<String> request = InFlight.carry(() -> "x");
      InFlight.stop(List.of(request));
    }
    assertThat(InFlight.carry(() -> Thread.currentThread().isInterrupted()).await()).isFalse();
  }
}
