package io.github.nioftpd.server.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Concurrent comparisons of passwords. */
@Timeout(300)
final class VerificationTest {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final AtomicInteger wrong = new AtomicInteger();
  private final AtomicInteger beats = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);

  private void beat() {
    try {
      while (!over.await(5, TimeUnit.MILLISECONDS)) {
        beats.incrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void guess(Verification verification, PasswordHash hash) {
    try {
      wrong.addAndGet(verification.matches("wrong", hash) ? 0 : 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFloodOfWrongPasswordsRunsOnAFewThreadsAndLeavesVirtualThreadsFree() throws Exception {
    PasswordHash hash = PasswordHash.parse(Algorithm.BCRYPT.hash("secret"));
    try (Verification verification = new Verification()) {
      Thread heart = Thread.ofVirtual().start(this::beat);
      List<Thread> flood = new ArrayList<>();
      for (int i = 0; i < 8 * PROCESSORS; i++) {
        flood.add(Thread.ofVirtual().start(() -> guess(verification, hash)));
      }
      long threads =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("nioftpd-password-"))
              .count();
      assertThat(threads).isLessThanOrEqualTo(PROCESSORS);
      for (Thread thread : flood) {
        thread.join();
      }
      over.countDown();
      assertThat(heart.join(Duration.ofSeconds(10))).isTrue();
      assertThat(wrong.get()).isEqualTo(flood.size());
      assertThat(beats.get()).as("iterations of a virtual thread meanwhile").isGreaterThan(10);
      assertThat(verification.matches("secret", hash)).isTrue();
    }
  }
}
