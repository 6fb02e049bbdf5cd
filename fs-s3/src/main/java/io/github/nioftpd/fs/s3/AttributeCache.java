package io.github.nioftpd.fs.s3;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Cached attributes by key. Changes by this file system are visible at once; changes by others when
 * the entry has expired. Safe for use by several threads.
 *
 * <p>Modification times are kept longer, also in the {@link BucketState} of the bucket: they are
 * valid while a listing shows the same tag, size and storage time.
 */
final class AttributeCache {

  private static final long MOST = 200_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(30);

  /** Longer than for files, since an upload only needs the existence of its directory. */
  private static final Duration DIRECTORIES = Duration.ofSeconds(60);

  private static final Duration ABSENT = Duration.ofSeconds(1);

  private final Cache<String, Known> entries;
  private final Ticker ticker;
  private final BucketState state;
  private final long expiry;

  /**
   * An entry; null attributes mean that the key does not exist.
   *
   * @param at when the entry was added
   * @param asked when the request was sent, or the object was created
   */
  private record Known(@Nullable S3Attributes attributes, long at, long asked) {}

  /** Creates an empty cache; an expiry of 0 disables it for all but modification times. */
  AttributeCache(Duration expiry, Ticker ticker, BucketState state) {
    this.expiry = expiry.toNanos();
    this.ticker = ticker;
    this.state = state;
    this.entries =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REMEMBERED.compareTo(expiry) > 0 ? REMEMBERED : expiry)
            .ticker(ticker)
            .build();
  }

  /** The cached attributes, or null. */
  @Nullable S3Attributes get(String key) {
    return get(key, expiry);
  }

  private @Nullable S3Attributes get(String key, long limit) {
    Known known = entries.getIfPresent(key);
    return known != null && ticker.read() - known.at < limit ? known.attributes : null;
  }

  /** Whether the key is known not to exist. */
  boolean isAbsent(String key) {
    Known known = entries.getIfPresent(key);
    return known != null
        && known.attributes == null
        && ticker.read() - known.at < Math.min(expiry, ABSENT.toNanos());
  }

  /** The directory of a key if it existed recently, or null. */
  @Nullable S3Attributes directory(String key) {
    long limit = expiry == 0 ? 0 : Math.max(expiry, DIRECTORIES.toNanos());
    S3Attributes known = get(key, limit);
    return known != null && known.isDirectory() ? known : null;
  }

  void put(String key, S3Attributes attributes) {
    entries.put(key, known(attributes));
  }

  /** Caches an object that this server created. */
  void made(String key, S3Attributes attributes) {
    Object unused = entries.asMap().compute(key, (same, known) -> kept(key, known(attributes)));
  }

  /**
   * Caches a response of the store, unless a newer entry exists.
   *
   * @param asked when the request was sent
   * @return the newest attributes
   */
  S3Attributes learn(String key, S3Attributes answer, long asked) {
    return learn(key, answer, asked, known -> kept(key, known));
  }

  /** The same without the state file, for what every listing shows. */
  S3Attributes note(String key, S3Attributes answer, long asked) {
    return learn(key, answer, asked, known -> known);
  }

  private S3Attributes learn(
      String key, S3Attributes answer, long asked, UnaryOperator<Known> keeping) {
    Known now =
        entries
            .asMap()
            .compute(
                key,
                (same, known) ->
                    isNewer(known, asked)
                        ? known
                        : keeping.apply(new Known(answer, ticker.read(), asked)));
    return now.attributes == null ? answer : now.attributes;
  }

  /** Called under the lock of the entry, so that cache and state file agree. */
  private Known kept(String key, Known known) {
    S3Attributes attributes = known.attributes;
    if (attributes != null && attributes.exact() && !attributes.isDirectory()) {
      state.put(key, attributes);
    }
    return known;
  }

  private Known known(@Nullable S3Attributes attributes) {
    long now = ticker.read();
    return new Known(attributes, now, now);
  }

  /** Whether the object may have been created after the request was sent. */
  private static boolean isNewer(@Nullable Known known, long asked) {
    return known != null && known.asked - asked >= 0;
  }

  /** Records the deletion of an object or directory. */
  void putAbsent(String key) {
    remove(key + "/", null);
    remove(key, known(null));
  }

  private void remove(String key, @Nullable Known now) {
    Object unused =
        entries
            .asMap()
            .compute(
                key,
                (same, known) -> {
                  state.remove(key);
                  return now;
                });
  }

  /** The time, to be taken before a request is sent. */
  long now() {
    return ticker.read();
  }

  /** Records that a key does not exist, unless it was created after the request was sent. */
  void putAbsent(String key, long asked) {
    entries
        .asMap()
        .compute(
            key,
            (same, known) ->
                isNewer(known, asked) && known.attributes != null
                    ? known
                    : new Known(null, ticker.read(), asked));
  }

  /** Records that a directory exists, and keeps its other cached attributes. */
  S3Attributes putDirectory(String key, S3Attributes directory) {
    Known known = entries.getIfPresent(key);
    S3Attributes before = known == null ? null : known.attributes;
    S3Attributes now =
        before == null || !before.isDirectory()
            ? directory
            : S3Attributes.directory(
                directory.modified().equals(Instant.EPOCH)
                    ? before.modified()
                    : directory.modified(),
                before.marker() || directory.marker());
    put(key, now);
    return now;
  }

  /** The time of a directory that this server created or changed, otherwise 1970. */
  Instant directoryTime(String marker) {
    Known known = entries.getIfPresent(marker);
    return Optional.ofNullable(known == null ? null : known.attributes)
        .filter(S3Attributes::exact)
        .or(() -> Optional.ofNullable(state.times(List.of(marker)).get(marker)))
        .map(S3Attributes::modified)
        .orElse(Instant.EPOCH);
  }

  /** Removes the times of objects that were moved from one prefix to another. */
  void forgetTimes(String from, String to, Collection<String> moved) {
    moved.forEach(key -> state.remove(from + key.substring(to.length())));
  }

  /** Completes one listed object; see the other method. */
  S3Attributes completed(String key, S3Attributes listed, long asked) {
    Map<String, S3Attributes> one = new HashMap<>(Map.of(key, listed));
    complete(one, asked);
    return one.getOrDefault(key, listed);
  }

  /**
   * Completes listed objects by key with the cached modification times of the same content. The key
   * of a directory is that of its marker.
   *
   * @param asked when the request was sent; objects that were created later replace listed ones
   */
  void complete(Map<String, S3Attributes> listed, long asked) {
    List<String> unknown = new ArrayList<>();
    for (Map.Entry<String, S3Attributes> entry : listed.entrySet()) {
      Known known = entries.getIfPresent(entry.getKey());
      S3Attributes before = known == null ? null : known.attributes;
      S3Attributes shown = entry.getValue();
      if (before == null || !before.exact()) {
        unknown.add(entry.getKey());
      } else if (isNewer(known, asked) && !before.isDirectory() && !shown.isDirectory()) {
        entry.setValue(before);
      } else if (!shown.isOf(before)) {
        unknown.add(entry.getKey());
      } else {
        entry.setValue(merged(entry.getKey(), before, shown));
      }
    }
    state
        .times(unknown)
        .forEach(
            (key, before) ->
                listed.computeIfPresent(
                    key, (same, shown) -> shown.isOf(before) ? merged(key, before, shown) : shown));
  }

  /** The time of a directory is valid while the directory exists. */
  private S3Attributes merged(String key, S3Attributes before, S3Attributes listed) {
    if (listed.isDirectory()) {
      return S3Attributes.directory(before.modified(), listed.marker());
    }
    Instant stored = before.stored() == null ? listed.stored() : before.stored();
    S3Attributes merged =
        before.storedAt(stored).inClass(listed.storageClass()).with(listed.headers());
    if (before.stored() == null && stored != null) {
      Object unused =
          entries
              .asMap()
              .computeIfPresent(
                  key,
                  (same, known) ->
                      before.equals(known.attributes)
                          ? kept(key, new Known(merged, known.at, known.asked))
                          : known);
    }
    return merged;
  }

  void forget(String key) {
    entries.invalidate(key);
  }

  /** Removes a directory and everything in it from the cache. */
  void forgetTree(String key) {
    entries.asMap().keySet().removeIf(one -> one.equals(key) || one.startsWith(key + "/"));
  }
}
