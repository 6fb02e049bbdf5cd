package io.github.nioftpd.config;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;

/**
 * The keys and certificates of a server, and the authorities whose client certificates it trusts.
 * It is not an {@code SSLContext}: each session has one of its own, so that only the session's own
 * TLS sessions can be resumed in it. Immutable.
 */
public final class TlsKeys {

  private final List<Host> hosts;
  private final Optional<X509TrustManager> clients;

  private TlsKeys(List<Host> hosts, Optional<X509TrustManager> clients) {
    this.hosts = List.copyOf(hosts);
    this.clients = clients;
  }

  /** The certificates of some host names, in lower case, or {@code *.example.org} for a domain. */
  private record Host(Set<String> names, X509ExtendedKeyManager keys) {

    Host {
      names =
          names.stream()
              .map(name -> name.toLowerCase(Locale.ROOT))
              .collect(Collectors.toUnmodifiableSet());
    }

    boolean isFor(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      int dot = lower.indexOf('.');
      return names.contains(lower) || (dot > 0 && names.contains("*" + lower.substring(dot)));
    }
  }

  /**
   * {@return the keys and certificates for a host, or those for all others}
   *
   * @param name the host name in any case; empty if the client names none
   */
  public X509ExtendedKeyManager forHost(Optional<String> name) {
    return hosts.stream()
        .filter(host -> name.filter(host::isFor).isPresent())
        .findFirst()
        .orElse(hosts.getFirst())
        .keys();
  }

  /** {@return the trust manager for client certificates, or empty if none are trusted} */
  public Optional<X509TrustManager> clients() {
    return clients;
  }

  /**
   * {@return the keys and certificates of a key store, for all hosts}
   *
   * @param store a store with one or more keys, for example one of type RSA and one of type EC
   * @param password the password of the keys
   * @throws GeneralSecurityException if a key cannot be read with this password
   */
  public static TlsKeys of(KeyStore store, char[] password) throws GeneralSecurityException {
    return new TlsKeys(List.of(new Host(Set.of(), keys(store, password))), Optional.empty());
  }

  /**
   * {@return one key and its certificates, for all hosts}
   *
   * @param key the key
   * @param chain its certificate first, then those of the issuers; the root may be left out
   * @throws IllegalArgumentException if there is no certificate
   */
  public static TlsKeys of(PrivateKey key, List<X509Certificate> chain) {
    return new TlsKeys(List.of(new Host(Set.of(), new OneKey(key, chain))), Optional.empty());
  }

  private static X509ExtendedKeyManager keys(KeyStore store, char[] password)
      throws GeneralSecurityException {
    // that of PKIX decrypts the key anew for each handshake, which takes ten times as long
    KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
    factory.init(store, password);
    for (KeyManager manager : factory.getKeyManagers()) {
      if (manager instanceof X509ExtendedKeyManager keys) {
        return keys;
      }
    }
    throw new GeneralSecurityException("no key manager for X.509");
  }

  /**
   * {@return a copy with other certificates for some hosts, which clients name in the handshake
   * (SNI, RFC 6066) or with HOST (RFC 7151)}
   *
   * @param names host names, or {@code *.example.org} for all names of a domain
   * @param store a store with their keys
   * @param password the password of the keys
   * @throws GeneralSecurityException if a key cannot be read with this password
   */
  public TlsKeys host(Set<String> names, KeyStore store, char[] password)
      throws GeneralSecurityException {
    List<Host> more = new ArrayList<>(hosts);
    more.add(new Host(names, keys(store, password)));
    return new TlsKeys(more, clients);
  }

  /**
   * {@return a copy that trusts client certificates of some authorities}
   *
   * @param authorities the certificates of one or more authorities
   * @throws GeneralSecurityException if one cannot be used
   */
  public TlsKeys trusting(Collection<X509Certificate> authorities) throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    for (X509Certificate authority : authorities) {
      store.setCertificateEntry("authority-" + store.size(), authority);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    Optional<X509TrustManager> first =
        Arrays.stream(factory.getTrustManagers())
            .filter(X509TrustManager.class::isInstance)
            .map((TrustManager manager) -> (X509TrustManager) manager)
            .findFirst();
    return new TlsKeys(hosts, first);
  }

  /** {@return the host names; never a key} */
  @Override
  public String toString() {
    return "TlsKeys" + hosts.stream().map(Host::names).toList();
  }
}
