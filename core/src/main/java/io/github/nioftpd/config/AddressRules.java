package io.github.nioftpd.config;

import java.net.InetAddress;
import java.util.List;

/**
 * Which clients may connect at all. A client that is denied is disconnected without a word.
 *
 * @param allowed the networks that may connect; empty for everybody
 * @param denied the networks that may not, also when they are allowed
 */
public record AddressRules(List<Network> allowed, List<Network> denied) {

  /** Everybody may connect. */
  public static final AddressRules EVERYBODY = new AddressRules(List.of(), List.of());

  /** Copies the lists. */
  public AddressRules {
    allowed = List.copyOf(allowed);
    denied = List.copyOf(denied);
  }

  /**
   * Says whether a client may connect.
   *
   * @param client its address
   * @return true when it is allowed and not denied
   */
  public boolean permit(InetAddress client) {
    boolean let = allowed.isEmpty() || allowed.stream().anyMatch(net -> net.contains(client));
    return let && denied.stream().noneMatch(network -> network.contains(client));
  }
}
