package io.github.nioftpd.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * The rule by which addresses are banned for a while after failed logins. Failures are counted over
 * all connections and users of an address; for IPv6, of its /64. Trusted proxies are never banned.
 * Immutable.
 */
public final class BanPolicy {

  /** The largest number of failures that can be set; each failure is kept in memory. */
  public static final int MOST_FAILURES = 100;

  /** Ten failures within ten minutes ban an address for ten minutes, except for loopback. */
  public static final BanPolicy DEFAULT =
      new BanPolicy(
          10,
          Duration.ofMinutes(10),
          Duration.ofMinutes(10),
          List.of(Network.parse("127.0.0.0/8"), Network.parse("::1/128")));

  /** No address is banned. */
  public static final BanPolicy NONE = DEFAULT.failures(0);

  private final int failures;
  private final Duration within;
  private final Duration duration;
  private final List<Network> exempt;

  private BanPolicy(int failures, Duration within, Duration duration, List<Network> exempt) {
    if (failures < 0 || failures > MOST_FAILURES) {
      throw new IllegalArgumentException(
          "the failed logins before a ban are 1 to "
              + MOST_FAILURES
              + ", or 0 for no bans, not "
              + failures);
    }
    if (!within.isPositive() || !duration.isPositive()) {
      throw new IllegalArgumentException("the times of a ban must be greater than zero");
    }
    this.failures = failures;
    this.within = within;
    this.duration = duration;
    this.exempt = List.copyOf(exempt);
  }

  /** {@return the number of failed logins that ban an address, 1 to 100, or 0 for no bans} */
  public int failures() {
    return failures;
  }

  /** {@return the time within which failures count} */
  public Duration within() {
    return within;
  }

  /** {@return the time for which an address is banned} */
  public Duration duration() {
    return duration;
  }

  /** {@return the networks that are never banned; by default loopback} */
  public List<Network> exempt() {
    return exempt;
  }

  /**
   * {@return a copy with another number of failures}
   *
   * @param number 1 to 100, or 0 for no bans
   * @throws IllegalArgumentException if the number is out of range
   */
  public BanPolicy failures(int number) {
    return new BanPolicy(number, within, duration, exempt);
  }

  /**
   * {@return a copy with another time within which failures count}
   *
   * @param time greater than zero
   * @throws IllegalArgumentException if the time is zero or negative
   */
  public BanPolicy within(Duration time) {
    return new BanPolicy(failures, time, duration, exempt);
  }

  /**
   * {@return a copy with another duration of bans}
   *
   * @param time greater than zero
   * @throws IllegalArgumentException if the time is zero or negative
   */
  public BanPolicy duration(Duration time) {
    return new BanPolicy(failures, within, time, exempt);
  }

  /**
   * {@return a copy with other exempt networks}
   *
   * @param networks the networks that are never banned
   */
  public BanPolicy exempt(List<Network> networks) {
    return new BanPolicy(failures, within, duration, networks);
  }

  /**
   * {@return whether an address is in an exempt network}
   *
   * @param address the address of a client
   */
  public boolean isExempt(InetAddress address) {
    return exempt.stream().anyMatch(network -> network.contains(address));
  }
}
