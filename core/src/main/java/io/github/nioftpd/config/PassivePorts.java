package io.github.nioftpd.config;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** The ports and the address that PASV and EPSV offer (RFC 959, RFC 2428). Immutable. */
public final class PassivePorts {

  /** The operating system chooses the port, and the reply names the address the client reached. */
  public static final PassivePorts ANY = new PassivePorts(0, 0, Optional.empty(), Map.of());

  private final int first;
  private final int last;
  private final Optional<String> advertised;
  private final Map<Network, String> byNetwork;

  private PassivePorts(
      int first, int last, Optional<String> advertised, Map<Network, String> byNetwork) {
    this.first = first;
    this.last = last;
    this.advertised = advertised;
    this.byNetwork = Map.copyOf(byNetwork);
  }

  /**
   * {@return ports from a range}
   *
   * @param first the lowest port, 1 or more
   * @param last the highest port, at most 65535
   * @throws IllegalArgumentException if the range is empty or exceeds 1 to 65535
   */
  public static PassivePorts range(int first, int last) {
    if (first < 1 || last > 65_535 || first > last) {
      throw new IllegalArgumentException(
          "a range of ports lies within 1 and 65535, the lower port first");
    }
    return new PassivePorts(first, last, Optional.empty(), Map.of());
  }

  /** {@return the lowest port, or 0 if the operating system chooses} */
  public int first() {
    return first;
  }

  /** {@return the highest port, or 0 if the operating system chooses} */
  public int last() {
    return last;
  }

  /** {@return the host name or IPv4 address in the reply to PASV; empty for the reached address} */
  public Optional<String> advertised() {
    return advertised;
  }

  /**
   * {@return a copy with another address in the reply to PASV, for a server behind a NAT}
   *
   * @param host a host name, which is resolved for each reply, or an IPv4 address
   */
  public PassivePorts advertising(String host) {
    return new PassivePorts(first, last, Optional.of(host), byNetwork);
  }

  /**
   * {@return a copy with other addresses in the reply to PASV for the clients of some networks}
   *
   * @param hosts host names or IPv4 addresses by network; the smallest network of a client counts
   */
  public PassivePorts advertising(Map<Network, String> hosts) {
    return new PassivePorts(first, last, advertised, hosts);
  }

  /**
   * {@return the host name or address in the reply to PASV for a client, or empty for the address
   * that the client has reached}
   *
   * @param client the address of the client
   */
  public Optional<String> advertisedTo(InetAddress client) {
    return byNetwork.keySet().stream()
        .filter(network -> network.contains(client))
        .max(Comparator.comparingInt(Network::prefix))
        .map(byNetwork::get)
        .or(() -> advertised);
  }
}
