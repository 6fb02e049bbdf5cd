package io.github.nioftpd.server.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many comparisons at once. */
@Timeout(120)
final class VerificationTest {

  @Test
  void aFloodOfWrongPasswordsRunsOnAFewThreadsAndLeavesVirtualThreadsFree() throws Exception {
    PasswordHash hash = PasswordHash.parse(Algorithm.BCRYPT.hash("secret"));
    AtomicInteger wrong = new AtomicInteger();
    AtomicInteger beats = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(1);
    try (Verification verification = new Verification()) {
      Thread heart =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (!over.await(5, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                        beats.incrementAndGet();
                      }
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      List<Thread> flood = new ArrayList<>();
      for (int i = 0; i < 8 * Runtime.getRuntime().availableProcessors(); i++) {
        flood.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        wrong.addAndGet(verification.matches("wrong", hash) ? 0 : 1);
                      } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                      }
                    }));
      }
      long threads =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("nioftpd-password-"))
              .count();
      assertThat(threads).isLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
      for (Thread thread : flood) {
        thread.join();
      }
      over.countDown();
      assertThat(heart.join(Duration.ofSeconds(10))).isTrue();
      assertThat(wrong.get()).isEqualTo(flood.size());
      assertThat(beats.get()).as("beats of a virtual thread meanwhile").isGreaterThan(10);
      assertThat(verification.matches("secret", hash)).isTrue();
    }
  }
}
