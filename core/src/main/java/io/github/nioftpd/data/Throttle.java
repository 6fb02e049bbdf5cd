package io.github.nioftpd.data;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket: bytes a second for all transfers that share it, in one direction. A transfer
 * reserves the next free slice of time and waits until it is over, so that transfers take turns,
 * and the only state is one number.
 *
 * <p>Safe for use by several threads; no thread waits for a lock.
 */
public final class Throttle {

  private static final long SECOND = 1_000_000_000L;

  /**
   * The unused time that may be made up for, in nanoseconds: a transfer catches up on a slow write,
   * and yet no second is more than a twentieth too full.
   */
  private static final long SLACK = SECOND / 20;

  /** The most bytes that are moved at once, as a part of a second: small, that turns be short. */
  private static final int PARTS = 20;

  private final AtomicLong taken = new AtomicLong(System.nanoTime());
  private volatile long rate;

  /**
   * Makes a bucket without an allowance.
   *
   * @param rate bytes a second; 0 for no limit
   */
  public Throttle(long rate) {
    this.rate = rate;
  }

  /**
   * Changes the limit for all who share the bucket.
   *
   * @param bytes bytes a second; 0 for no limit
   */
  public void rate(long bytes) {
    rate = bytes;
  }

  /** The bytes that may be moved at once, at least 1. */
  long step() {
    long current = rate;
    return current == 0 ? Long.MAX_VALUE : Math.max(1, current / PARTS);
  }

  /**
   * Takes the next piece of time.
   *
   * @param bytes how many bytes are moved, no more than a few steps
   */
  long take(long bytes, long now, long late) {
    long current = rate;
    if (current == 0) {
      return now - late;
    }
    long cost = (long) ((double) bytes * SECOND / current);
    long before = taken.get();
    long end = end(before, now - late, cost);
    while (!taken.compareAndSet(before, end)) {
      before = taken.get();
      end = end(before, now - late, cost);
    }
    return end;
  }

  private static long end(long before, long now, long cost) {
    long earliest = now - SLACK;
    return (before - earliest > 0 ? before : earliest) + cost;
  }
}
