package io.github.nioftpd.config;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
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
 * The keys and certificates a server shows, and whose certificates it believes. It is not an {@code
 * SSLContext}: each session has one of its own, so that what is resumed in it can only be its own.
 *
 * @param hosts the certificates, by the hosts they are for; the first is for clients that name no
 *     host, or none of these
 * @param clients who vouches for the certificates of clients; empty when none are believed
 */
public record TlsKeys(List<Host> hosts, Optional<X509TrustManager> clients) {

  /**
   * The certificates of some host names.
   *
   * @param names names in lower case, or all names of a domain as in {@code *.example.org}
   * @param keys keys and certificates
   */
  public record Host(Set<String> names, X509ExtendedKeyManager keys) {

    /** Copies the names. */
    public Host {
      names =
          names.stream()
              .map(name -> name.toLowerCase(Locale.ROOT))
              .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Says whether the certificates are for a host.
     *
     * @param name a host name in any case
     * @return true when it is among the names
     */
    public boolean isFor(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      int dot = lower.indexOf('.');
      return names.contains(lower) || (dot > 0 && names.contains("*" + lower.substring(dot)));
    }
  }

  /**
   * Checks the hosts.
   *
   * @throws IllegalArgumentException when there is none
   */
  public TlsKeys {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("TLS needs a certificate");
    }
  }

  /**
   * Takes keys and certificates from a key store.
   *
   * @param store a store with one or more keys, for example one of type RSA and one of type EC
   * @param password the password of the keys
   * @return keys for every host
   * @throws GeneralSecurityException when a key cannot be had with this password
   */
  public static TlsKeys of(KeyStore store, char[] password) throws GeneralSecurityException {
    return new TlsKeys(List.of(new Host(Set.of(), keys(store, password))), Optional.empty());
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
   * The same with other certificates for some hosts, which clients name in the handshake (SNI, RFC
   * 6066) or with HOST (RFC 7151).
   *
   * @param names names, or all names of a domain as in {@code *.example.org}
   * @param store a store with their keys
   * @param password the password of the keys
   * @return a new value
   * @throws GeneralSecurityException when a key cannot be had with this password
   */
  public TlsKeys host(Set<String> names, KeyStore store, char[] password)
      throws GeneralSecurityException {
    List<Host> more = new ArrayList<>(hosts);
    more.add(new Host(names, keys(store, password)));
    return new TlsKeys(more, clients);
  }

  /**
   * The same with authorities whose certificates clients may show.
   *
   * @param authorities one or more
   * @return a new value
   * @throws GeneralSecurityException when one cannot be used
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

  /** Names hosts and never a key. */
  @Override
  public String toString() {
    return "TlsKeys" + hosts.stream().map(Host::names).toList();
  }
}
