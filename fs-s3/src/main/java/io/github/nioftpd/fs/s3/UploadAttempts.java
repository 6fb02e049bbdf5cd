package io.github.nioftpd.fs.s3;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Running uploads by {@link PartialUpload#name}, that is by user and key. Safe for use by several
 * threads.
 */
final class UploadAttempts {

  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** The number of the latest attempt, and the count of running ones. */
  private record Running(long latest, int count) {}

  /** Registers an attempt and returns its number. */
  long begin(String name) {
    long number = numbers.incrementAndGet();
    running.merge(
        name,
        new Running(number, 1),
        (old, now) -> new Running(Math.max(old.latest(), number), old.count() + 1));
    return number;
  }

  /** Whether no later attempt exists. */
  boolean isLatest(String name, long number) {
    Running now = running.get(name);
    return now != null && now.latest() == number;
  }

  void end(String name) {
    running.computeIfPresent(
        name, (same, now) -> now.count() == 1 ? null : new Running(now.latest(), now.count() - 1));
  }
}
