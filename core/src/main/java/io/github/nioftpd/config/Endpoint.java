package io.github.nioftpd.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An address that a server listens on, with the policy for its clients. Immutable. */
public final class Endpoint {

  private final InetSocketAddress address;
  private final Optional<TlsPolicy> tls;
  private final List<Network> proxies;
  private final Set<Compatibility> compatibility;
  private final Map<Network, Set<Compatibility>> compatibilityByNetwork;

  private Endpoint(
      InetSocketAddress address,
      Optional<TlsPolicy> tls,
      List<Network> proxies,
      Set<Compatibility> compatibility,
      Map<Network, Set<Compatibility>> compatibilityByNetwork) {
    this.address = address;
    this.tls = tls;
    this.proxies = List.copyOf(proxies);
    this.compatibility = Set.copyOf(compatibility);
    this.compatibilityByNetwork = Map.copyOf(compatibilityByNetwork);
  }

  /**
   * {@return an endpoint without TLS and without proxies}
   *
   * @param address address and port; with port 0 the operating system chooses one
   */
  public static Endpoint at(InetSocketAddress address) {
    return new Endpoint(address, Optional.empty(), List.of(), Set.of(), Map.of());
  }

  /** {@return address and port; port 0 if the operating system chooses one} */
  public InetSocketAddress address() {
    return address;
  }

  /** {@return the use of TLS, or empty for an endpoint without TLS} */
  public Optional<TlsPolicy> tls() {
    return tls;
  }

  /** {@return the networks of trusted proxies} */
  public List<Network> proxies() {
    return proxies;
  }

  /**
   * {@return a copy with TLS}
   *
   * @param policy the use of TLS
   */
  public Endpoint tls(TlsPolicy policy) {
    return new Endpoint(
        address, Optional.of(policy), proxies, compatibility, compatibilityByNetwork);
  }

  /**
   * {@return a copy with other trusted proxies}
   *
   * @param networks the networks of the proxies: a connection from there must begin with a header
   *     of the PROXY protocol, a connection from elsewhere must not
   */
  public Endpoint proxies(List<Network> networks) {
    return new Endpoint(address, tls, networks, compatibility, compatibilityByNetwork);
  }

  /**
   * {@return a copy that tolerates other departures from the protocol}
   *
   * @param all tolerated of all clients
   */
  public Endpoint compatibility(Set<Compatibility> all) {
    return new Endpoint(address, tls, proxies, all, compatibilityByNetwork);
  }

  /**
   * {@return a copy that tolerates other departures from the protocol in some networks}
   *
   * @param byNetwork tolerated of the clients of a network, in addition to those for all
   */
  public Endpoint compatibilityByNetwork(Map<Network, Set<Compatibility>> byNetwork) {
    return new Endpoint(address, tls, proxies, compatibility, byNetwork);
  }

  /**
   * {@return the departures from the protocol that are tolerated of a client}
   *
   * @param client the address of the client
   */
  public Set<Compatibility> compatibilityWith(InetAddress client) {
    Set<Compatibility> some = EnumSet.noneOf(Compatibility.class);
    some.addAll(compatibility);
    compatibilityByNetwork.forEach(
        (network, more) -> some.addAll(network.contains(client) ? more : Set.of()));
    return some;
  }
}
