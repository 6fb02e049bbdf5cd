package io.github.nioftpd.fs.s3;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The uploads under way, each to become what {@link Remains#name} names: the attempts of one user
 * to make one object. Safe for use by several threads.
 */
final class Attempts {

  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** The number of the attempt that began last, and how many run. */
  private record Running(long latest, int count) {}

  /** Notes that one has begun; its number. */
  long begin(String name) {
    long number = numbers.incrementAndGet();
    running.merge(
        name,
        new Running(number, 1),
        (old, now) -> new Running(Math.max(old.latest(), number), old.count() + 1));
    return number;
  }

  /** Whether no other has begun later. */
  boolean isLatest(String name, long number) {
    Running now = running.get(name);
    return now != null && now.latest() == number;
  }

  /** Notes that one has ended. */
  void end(String name) {
    running.computeIfPresent(
        name, (same, now) -> now.count() == 1 ? null : new Running(now.latest(), now.count() - 1));
  }
}
