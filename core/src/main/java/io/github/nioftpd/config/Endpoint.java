package io.github.nioftpd.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An address that a server listens on, and what holds for those who come by it.
 *
 * @param address address and port; port 0 lets the operating system choose
 * @param tls how TLS is used; empty for a listener without it
 * @param proxies the networks of trusted proxies: a connection from there begins with a header of
 *     the PROXY protocol, one from elsewhere must not
 * @param compatibility what is tolerated of all clients
 * @param compatibilityByNetwork what is tolerated besides of the clients of some networks
 */
public record Endpoint(
    InetSocketAddress address,
    Optional<TlsPolicy> tls,
    List<Network> proxies,
    Set<Compatibility> compatibility,
    Map<Network, Set<Compatibility>> compatibilityByNetwork) {

  /** Copies the collections. */
  public Endpoint {
    proxies = List.copyOf(proxies);
    compatibility = Set.copyOf(compatibility);
    compatibilityByNetwork = Map.copyOf(compatibilityByNetwork);
  }

  /**
   * Listens without TLS and without proxies.
   *
   * @param address address and port; port 0 lets the operating system choose
   * @return a listener
   */
  public static Endpoint at(InetSocketAddress address) {
    return new Endpoint(address, Optional.empty(), List.of(), Set.of(), Map.of());
  }

  /**
   * The same with TLS.
   *
   * @param policy how it is used
   * @return a new value
   */
  public Endpoint tls(TlsPolicy policy) {
    return new Endpoint(
        address, Optional.of(policy), proxies, compatibility, compatibilityByNetwork);
  }

  /**
   * The same behind proxies.
   *
   * @param networks where they are
   * @return a new value
   */
  public Endpoint proxies(List<Network> networks) {
    return new Endpoint(address, tls, networks, compatibility, compatibilityByNetwork);
  }

  /**
   * The same that tolerates something.
   *
   * @param all of all clients
   * @param byNetwork besides, of the clients of some networks
   * @return a new value
   */
  public Endpoint compatibility(
      Set<Compatibility> all, Map<Network, Set<Compatibility>> byNetwork) {
    return new Endpoint(address, tls, proxies, all, byNetwork);
  }

  /**
   * What is tolerated of a client.
   *
   * @param client its address
   * @return what is tolerated of all, and in each network that it is in
   */
  public Set<Compatibility> compatibilityWith(InetAddress client) {
    Set<Compatibility> some = EnumSet.noneOf(Compatibility.class);
    some.addAll(compatibility);
    compatibilityByNetwork.forEach(
        (network, more) -> some.addAll(network.contains(client) ? more : Set.of()));
    return some;
  }
}
