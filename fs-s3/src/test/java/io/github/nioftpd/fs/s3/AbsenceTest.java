package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An answer that was on its way while something was made does not make that go away. */
final class AbsenceTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final S3Attributes DIRECTORY = S3Attributes.directory(Instant.EPOCH, true);

  private final AtomicLong clock = new AtomicLong();
  private final AttributeCache cache =
      new AttributeCache(Duration.ofSeconds(5), clock::get, BucketState.none());

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

  /** A listing or HeadObject that was under way while MFMT set the time. */
  @Test
  void whatWasDatedMeanwhileKeepsItsTime() {
    S3Attributes before = S3Attributes.object(1, NOW, NOW, "tag");
    S3Attributes dated = S3Attributes.object(1, Instant.EPOCH, NOW, "tag");
    long asked = cache.now();
    clock.addAndGet(1_000);
    cache.made("f", dated);
    assertThat(cache.learn("f", before, asked)).isEqualTo(dated);
    assertThat(cache.note("f", before, asked)).isEqualTo(dated);
    assertThat(cache.completed("f", before.asStored(), asked)).isEqualTo(dated);
    assertThat(cache.get("f")).isEqualTo(dated);
    clock.addAndGet(1_000);
    assertThat(cache.learn("f", before, cache.now())).isEqualTo(before);
  }

  @Test
  void aListingOfTheSameContentHasTheTimeThatIsKnown() {
    S3Attributes known = S3Attributes.object(1, Instant.EPOCH, NOW, "tag");
    cache.made("f", known);
    assertThat(shown(NOW.plusMillis(345), "tag", 1)).isEqualTo(Instant.EPOCH);
    assertThat(shown(NOW.plusSeconds(1), "tag", 1)).isEqualTo(NOW.plusSeconds(1));
    assertThat(shown(NOW, "other", 1)).isEqualTo(NOW);
    assertThat(shown(NOW, "tag", 2)).isEqualTo(NOW);
    cache.made("f", known.storedAt(NOW.plusMillis(345)));
    assertThat(shown(NOW.plusMillis(345), "tag", 1)).isEqualTo(Instant.EPOCH);
    assertThat(shown(NOW.plusMillis(346), "tag", 1)).isEqualTo(NOW);
    cache.made("f", known.storedAt(null).answeredAt(NOW));
    assertThat(shown(NOW.minusSeconds(9), "tag", 1)).isEqualTo(Instant.EPOCH);
    assertThat(shown(NOW.plusSeconds(2), "tag", 1)).isEqualTo(NOW.plusSeconds(2));
  }

  private Instant shown(Instant stored, String tag, long size) {
    clock.addAndGet(1);
    S3Attributes listed = S3Attributes.object(size, stored, stored, tag).asStored();
    return cache.completed("f", listed, clock.get()).modified();
  }
}
