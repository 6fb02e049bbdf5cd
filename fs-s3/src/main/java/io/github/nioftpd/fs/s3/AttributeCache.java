package io.github.nioftpd.fs.s3;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of keys, for as long as it may be believed. Everything this file system does itself
 * is known at once; what others do to the bucket is seen when the time is over. Safe for use by
 * several threads.
 *
 * <p>Times of modification are remembered longer than they are believed: a listing that shows the
 * same tag and time of storage vouches for them.
 */
final class AttributeCache {

  private static final long MOST = 200_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(30);

  /** An uploader has to know of the directory only that it is there. */
  private static final Duration DIRECTORIES = Duration.ofSeconds(60);

  private static final Duration ABSENT = Duration.ofSeconds(1);

  private final Cache<String, Known> entries;
  private final Ticker ticker;
  private final long believed;

  /** What a key is, or that there is nothing, and since when. */
  private record Known(@Nullable S3Attributes attributes, long at) {}

  /**
   * Makes an empty cache.
   *
   * @param believed how long an answer holds; zero for not at all
   * @param ticker the clock
   */
  AttributeCache(Duration believed, Ticker ticker) {
    this.believed = believed.toNanos();
    this.ticker = ticker;
    this.entries =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REMEMBERED.compareTo(believed) > 0 ? REMEMBERED : believed)
            .ticker(ticker)
            .build();
  }

  /** What stands at a key, or null when that has to be asked. */
  @Nullable S3Attributes get(String key) {
    return get(key, believed);
  }

  private @Nullable S3Attributes get(String key, long limit) {
    Known known = entries.getIfPresent(key);
    return known != null && ticker.read() - known.at < limit ? known.attributes : null;
  }

  /** Whether it is known that nothing stands at a key. */
  boolean isAbsent(String key) {
    Known known = entries.getIfPresent(key);
    return known != null
        && known.attributes == null
        && ticker.read() - known.at < Math.min(believed, ABSENT.toNanos());
  }

  /** The directory at a key, if there was one not long ago. */
  @Nullable S3Attributes directory(String key) {
    long limit = believed == 0 ? 0 : Math.max(believed, DIRECTORIES.toNanos());
    S3Attributes known = get(key, limit);
    return known != null && known.isDirectory() ? known : null;
  }

  void put(String key, S3Attributes attributes) {
    entries.put(key, new Known(attributes, ticker.read()));
  }

  void putAbsent(String key) {
    entries.put(key, new Known(null, ticker.read()));
  }

  /** The time, to be noted before a question is asked. */
  long now() {
    return ticker.read();
  }

  /**
   * Remembers that nothing was found, unless something was made while the store was asked: the
   * answer is older than that.
   */
  void putAbsent(String key, long asked) {
    entries
        .asMap()
        .compute(
            key,
            (same, known) ->
                known != null && known.attributes != null && known.at - asked >= 0
                    ? known
                    : new Known(null, ticker.read()));
  }

  /** Says that there is a directory, keeping what is known of it besides. */
  S3Attributes putDirectory(String key, S3Attributes directory) {
    Known known = entries.getIfPresent(key);
    S3Attributes before = known == null ? null : known.attributes;
    S3Attributes now =
        before == null || !before.isDirectory()
            ? directory
            : S3Attributes.directory(before.modified(), before.marker() || directory.marker());
    put(key, now);
    return now;
  }

  /**
   * The attributes that a listing shows, with the time of modification where it is known for just
   * this content.
   */
  S3Attributes completed(String key, S3Attributes listed) {
    Known known = entries.getIfPresent(key);
    S3Attributes before = known == null ? null : known.attributes;
    if (before == null || !before.exact() || before.isDirectory()) {
      return listed;
    }
    boolean same =
        before.eTag().equals(listed.eTag())
            && before.size() == listed.size()
            && sameSecond(before.stored(), listed.stored());
    return same ? before.storedAt(listed.stored()).inClass(listed.storageClass()) : listed;
  }

  /** Some stores send fractions of a second in a listing, but not elsewhere; a few send no time. */
  private static boolean sameSecond(@Nullable Instant one, @Nullable Instant other) {
    return one == null || other == null || one.getEpochSecond() == other.getEpochSecond();
  }

  void forget(String key) {
    entries.invalidate(key);
  }

  /** Forgets a directory and all that is in it. */
  void forgetTree(String key) {
    entries.asMap().keySet().removeIf(one -> one.equals(key) || one.startsWith(key + "/"));
  }
}
