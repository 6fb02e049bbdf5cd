package io.github.nioftpd.config;

import java.time.Duration;

/**
 * When an address is shut out for a while. Failed logins are counted over all connections and users
 * of an address; of IPv6, over its /64.
 *
 * @param failures how many failed logins are one too many, 1 to 100, or 0 for no bans
 * @param within the time in which they count, longer than zero
 * @param duration how long the address is shut out, longer than zero
 */
public record BanPolicy(int failures, Duration within, Duration duration) {

  /** The most failures that can be counted, since each of them is remembered. */
  public static final int MOST_FAILURES = 100;

  /** Nobody is shut out. */
  public static final BanPolicy NONE =
      new BanPolicy(0, Duration.ofMinutes(10), Duration.ofMinutes(10));

  /** Ten failures within ten minutes shut an address out for ten minutes. */
  public static final BanPolicy USUAL =
      new BanPolicy(10, Duration.ofMinutes(10), Duration.ofMinutes(10));

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public BanPolicy {
    if (failures < 0 || failures > MOST_FAILURES) {
      throw new IllegalArgumentException(
          "a ban comes after 1 to " + MOST_FAILURES + " failed logins, or never with 0");
    }
    if (!within.isPositive() || !duration.isPositive()) {
      throw new IllegalArgumentException("the times of a ban are longer than zero");
    }
  }
}
