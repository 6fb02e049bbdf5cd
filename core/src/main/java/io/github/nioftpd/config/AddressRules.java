package io.github.nioftpd.config;

import java.net.InetAddress;
import java.util.List;

/**
 * The networks that may connect. The server closes the connection of a denied client without a
 * reply. Immutable.
 */
public final class AddressRules {

  /** Every client may connect. */
  public static final AddressRules EVERYBODY = new AddressRules(List.of(), List.of());

  private final List<Network> allowed;
  private final List<Network> denied;

  private AddressRules(List<Network> allowed, List<Network> denied) {
    this.allowed = List.copyOf(allowed);
    this.denied = List.copyOf(denied);
  }

  /**
   * {@return a copy with other allowed networks}
   *
   * @param networks the networks that may connect; empty for all
   */
  public AddressRules allow(List<Network> networks) {
    return new AddressRules(networks, denied);
  }

  /**
   * {@return a copy with other denied networks}
   *
   * @param networks the networks that may not connect, even if they are allowed
   */
  public AddressRules deny(List<Network> networks) {
    return new AddressRules(allowed, networks);
  }

  /**
   * {@return whether a client may connect}
   *
   * @param client the address of the client
   */
  public boolean permit(InetAddress client) {
    boolean let = allowed.isEmpty() || allowed.stream().anyMatch(net -> net.contains(client));
    return let && denied.stream().noneMatch(network -> network.contains(client));
  }
}
