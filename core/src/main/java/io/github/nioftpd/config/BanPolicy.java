package io.github.nioftpd.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * The rule by which addresses are banned for a while after failed logins. These are counted over
 * all connections and users of an address; of IPv6, over its /64.
 *
 * @param failures how many failed logins ban an address, 1 to 100, or 0 for no bans
 * @param within the time in which they count, longer than zero
 * @param duration how long the address is banned, longer than zero
 * @param exempt the networks that are never banned; trusted proxies never are, either
 */
public record BanPolicy(int failures, Duration within, Duration duration, List<Network> exempt) {

  /** The most failures that can be counted, since each of them is remembered. */
  public static final int MOST_FAILURES = 100;

  /** The addresses of the loopback interface. */
  public static final List<Network> LOOPBACK =
      List.of(Network.parse("127.0.0.0/8"), Network.parse("::1/128"));

  /** No address is banned. */
  public static final BanPolicy NONE =
      new BanPolicy(0, Duration.ofMinutes(10), Duration.ofMinutes(10));

  /** Ten failures within ten minutes ban an address for ten minutes, except for loopback. */
  public static final BanPolicy DEFAULT =
      new BanPolicy(10, Duration.ofMinutes(10), Duration.ofMinutes(10));

  /**
   * Copies the list and checks the numbers.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public BanPolicy {
    exempt = List.copyOf(exempt);
    if (failures < 0 || failures > MOST_FAILURES) {
      throw new IllegalArgumentException(
          "a ban comes after 1 to " + MOST_FAILURES + " failed logins, or never with 0");
    }
    if (!within.isPositive() || !duration.isPositive()) {
      throw new IllegalArgumentException("the times of a ban are longer than zero");
    }
  }

  /**
   * Makes a rule that exempts the loopback interface alone.
   *
   * @param failures 1 to 100, or 0 for no bans
   * @param within longer than zero
   * @param duration longer than zero
   */
  public BanPolicy(int failures, Duration within, Duration duration) {
    this(failures, within, duration, LOOPBACK);
  }

  /**
   * The same with other exempt networks.
   *
   * @param networks the networks that are never banned
   * @return a new value
   */
  public BanPolicy exempt(List<Network> networks) {
    return new BanPolicy(failures, within, duration, networks);
  }

  /**
   * Says whether an address is never banned.
   *
   * @param address the address of a client
   * @return true when it is in an exempt network
   */
  public boolean isExempt(InetAddress address) {
    return exempt.stream().anyMatch(network -> network.contains(address));
  }
}
