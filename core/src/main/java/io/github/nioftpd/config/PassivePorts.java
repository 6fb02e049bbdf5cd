package io.github.nioftpd.config;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * The ports and the address that PASV and EPSV offer.
 *
 * @param first the lowest port, or 0 when the operating system chooses
 * @param last the highest port, or 0 when the operating system chooses
 * @param advertised the host name or address that the reply to PASV names instead of the server's
 *     own, for a server behind a NAT; a name is resolved anew for each reply
 * @param byNetwork the same for the clients of some networks, where the smallest network counts
 */
public record PassivePorts(
    int first, int last, Optional<String> advertised, Map<Network, String> byNetwork) {

  /** The operating system chooses the port, and the reply names the address the client reached. */
  public static final PassivePorts ANY = new PassivePorts(0, 0, Optional.empty(), Map.of());

  /**
   * Checks the range and copies the map.
   *
   * @throws IllegalArgumentException when the range is empty or leaves 1 to 65535
   */
  public PassivePorts {
    boolean any = first == 0 && last == 0;
    if (!any && (first < 1 || last > 65_535 || first > last)) {
      throw new IllegalArgumentException(
          "a range of ports lies within 1 and 65535, the lower port first");
    }
    byNetwork = Map.copyOf(byNetwork);
  }

  /**
   * Takes the ports from a range.
   *
   * @param first the lowest port, from 1 on
   * @param last the highest port, up to 65535
   * @return ports from the range, the server's own address
   * @throws IllegalArgumentException when the range is empty or leaves 1 to 65535
   */
  public static PassivePorts range(int first, int last) {
    return new PassivePorts(first, last, Optional.empty(), Map.of());
  }

  /**
   * The same ports with another address in the reply to PASV.
   *
   * @param host a host name or an IPv4 address
   * @return a new value
   */
  public PassivePorts advertising(String host) {
    return new PassivePorts(first, last, Optional.of(host), byNetwork);
  }

  /**
   * The same ports with other addresses in the reply to PASV for the clients of some networks.
   *
   * @param hosts host names or IPv4 addresses by network
   * @return a new value
   */
  public PassivePorts advertising(Map<Network, String> hosts) {
    return new PassivePorts(first, last, advertised, hosts);
  }

  /**
   * What the reply to PASV names for a client.
   *
   * @param client the client's address
   * @return the host name or address of the smallest network that the client is in, else that for
   *     everybody, or empty for the address the client has reached
   */
  public Optional<String> advertisedTo(InetAddress client) {
    return byNetwork.keySet().stream()
        .filter(network -> network.contains(client))
        .max(Comparator.comparingInt(Network::prefix))
        .map(byNetwork::get)
        .or(() -> advertised);
  }
}
