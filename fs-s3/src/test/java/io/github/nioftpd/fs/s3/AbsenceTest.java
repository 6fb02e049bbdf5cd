package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An answer that was on its way while something was made does not make that go away. */
final class AbsenceTest {

  private static final S3Attributes DIRECTORY = S3Attributes.directory(Instant.EPOCH, true);

  private final AtomicLong clock = new AtomicLong();
  private final AttributeCache cache = new AttributeCache(Duration.ofSeconds(5), clock::get);

  @Test
  void whatWasMadeMeanwhileStays() {
    long asked = cache.now();
    clock.addAndGet(1_000);
    cache.put("d", DIRECTORY);
    cache.putAbsent("d", asked);
    assertThat(cache.isAbsent("d")).isFalse();
    assertThat(cache.get("d")).isEqualTo(DIRECTORY);
  }

  @Test
  void whatWasThereBeforeIsGone() {
    cache.put("d", DIRECTORY);
    clock.addAndGet(1_000);
    cache.putAbsent("d", cache.now());
    assertThat(cache.isAbsent("d")).isTrue();
  }
}
