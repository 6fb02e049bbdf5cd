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
 * What is known of keys, for as long as it may be believed. Everything this file system does itself
 * is known at once; what others do to the bucket is seen when the time is over. Safe for use by
 * several threads.
 *
 * <p>Times of modification are remembered longer than they are believed, in the {@link State} of
 * the bucket as well: a listing that shows the same tag, size and time of storage vouches for them.
 */
final class AttributeCache {

  private static final long MOST = 200_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(30);

  /** An uploader has to know of the directory only that it is there. */
  private static final Duration DIRECTORIES = Duration.ofSeconds(60);

  private static final Duration ABSENT = Duration.ofSeconds(1);

  private final Cache<String, Known> entries;
  private final Ticker ticker;
  private final State state;
  private final long believed;

  /**
   * What a key is, or that there is nothing.
   *
   * @param at when that became known
   * @param asked when it held: when it was made, or the store was asked
   */
  private record Known(@Nullable S3Attributes attributes, long at, long asked) {}

  /**
   * Makes an empty cache.
   *
   * @param believed how long an answer holds; zero for not at all
   * @param ticker the clock
   * @param state what outlives the process
   */
  AttributeCache(Duration believed, Ticker ticker, State state) {
    this.believed = believed.toNanos();
    this.ticker = ticker;
    this.state = state;
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
    entries.put(key, known(attributes));
  }

  /** Remembers what this server has made. */
  void made(String key, S3Attributes attributes) {
    Object unused = entries.asMap().compute(key, (same, known) -> kept(key, known(attributes)));
  }

  /**
   * Remembers what the store has answered about an object, unless the answer is older than what is
   * known.
   *
   * @param asked when the store was asked
   * @return what is known now
   */
  S3Attributes learn(String key, S3Attributes answer, long asked) {
    return learn(key, answer, asked, known -> kept(key, known));
  }

  /** The same for what need not be kept: the store lists it again. */
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

  /** Called while the entry is locked, so that both remember the same. */
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

  /** What was learned while the store was asked may be something that was made meanwhile. */
  private static boolean isNewer(@Nullable Known known, long asked) {
    return known != null && known.asked - asked >= 0;
  }

  /** Forgets an object or a directory that was removed. */
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
                isNewer(known, asked) && known.attributes != null
                    ? known
                    : new Known(null, ticker.read(), asked));
  }

  /** Says that there is a directory, keeping what is known of it besides. */
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

  /** The time of a directory that this server made or dated, or else the beginning of 1970. */
  Instant directoryTime(String marker) {
    Known known = entries.getIfPresent(marker);
    return Optional.ofNullable(known == null ? null : known.attributes)
        .filter(S3Attributes::exact)
        .or(() -> Optional.ofNullable(state.times(List.of(marker)).get(marker)))
        .map(S3Attributes::modified)
        .orElse(Instant.EPOCH);
  }

  /** Forgets the times of objects that were moved from below one prefix to another. */
  void forgetTimes(String from, String to, Collection<String> moved) {
    moved.forEach(key -> state.remove(from + key.substring(to.length())));
  }

  /** Completes what a listing shows of one object; see the other method. */
  S3Attributes completed(String key, S3Attributes listed, long asked) {
    Map<String, S3Attributes> one = new HashMap<>(Map.of(key, listed));
    complete(one, asked);
    return one.getOrDefault(key, listed);
  }

  /**
   * Completes what a listing shows, by key, with the times of modification that are known for just
   * this content. Directories are named by the keys of their markers.
   *
   * @param asked when the store was asked; what was made since then is shown instead
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

  /** Directories have nothing that vouches for a time but that they are there. */
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

  /** Forgets a directory and all that is in it. */
  void forgetTree(String key) {
    entries.asMap().keySet().removeIf(one -> one.equals(key) || one.startsWith(key + "/"));
  }
}
