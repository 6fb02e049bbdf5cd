package io.github.nioftpd.config;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * An address that a server listens on, and what holds for those who come by it.
 *
 * @param address address and port; port 0 lets the operating system choose
 * @param tls how TLS is used; empty for a listener without it
 * @param proxies the networks of trusted proxies: a connection from there begins with a header of
 *     the PROXY protocol, one from elsewhere must not
 */
public record Listener(InetSocketAddress address, Optional<TlsPolicy> tls, List<Network> proxies) {

  /** Copies the list. */
  public Listener {
    proxies = List.copyOf(proxies);
  }

  /**
   * Listens without TLS and without proxies.
   *
   * @param address address and port; port 0 lets the operating system choose
   * @return a listener
   */
  public static Listener at(InetSocketAddress address) {
    return new Listener(address, Optional.empty(), List.of());
  }

  /**
   * The same with TLS.
   *
   * @param policy how it is used
   * @return a new value
   */
  public Listener tls(TlsPolicy policy) {
    return new Listener(address, Optional.of(policy), proxies);
  }

  /**
   * The same behind proxies.
   *
   * @param networks where they are
   * @return a new value
   */
  public Listener proxies(List<Network> networks) {
    return new Listener(address, tls, networks);
  }
}
