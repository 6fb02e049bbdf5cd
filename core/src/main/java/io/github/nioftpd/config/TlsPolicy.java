package io.github.nioftpd.config;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * How a listener uses TLS (RFC 4217).
 *
 * @param keys keys, certificates and whom to trust
 * @param implicit whether the handshake comes first, as on port 990, and not with AUTH
 * @param controlRequired whether nobody logs in without TLS on the control connection
 * @param dataRequired whether nothing is transferred without TLS on the data connection
 * @param clientCertificates whether clients show certificates
 * @param resumption whether data connections resume the TLS session of their control connection
 * @param clearCommandChannel whether CCC is allowed
 * @param protocols the versions, of {@code TLSv1.3} and {@code TLSv1.2}
 * @param ciphers the cipher suites by their names in RFC 8446 and RFC 5246, the best first; none
 *     for those of the JDK
 * @param handshake how long a handshake may take; more than zero
 */
public record TlsPolicy(
    TlsKeys keys,
    boolean implicit,
    boolean controlRequired,
    boolean dataRequired,
    ClientCertificates clientCertificates,
    Resumption resumption,
    boolean clearCommandChannel,
    List<String> protocols,
    List<String> ciphers,
    Duration handshake) {

  /** The versions of TLS there are, the best first. */
  public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  /** Whether clients show certificates in the handshake. */
  public enum ClientCertificates {
    /** They are not asked. */
    NONE,
    /** They are asked, and may do without. */
    OPTIONAL,
    /** A handshake without a certificate fails. */
    REQUIRED
  }

  /** Whether the TLS session of the control connection is resumed by its data connections. */
  public enum Resumption {
    /** Each data connection negotiates anew. */
    OFF,
    /** Clients may resume. */
    OFFERED,
    /** A data connection that does not resume is refused with 522. */
    REQUIRED
  }

  /**
   * Checks the policy.
   *
   * @throws IllegalArgumentException when a protocol or a cipher suite is not known, the time for a
   *     handshake is not positive, or certificates are asked for that nobody vouches for
   */
  public TlsPolicy {
    protocols = List.copyOf(protocols);
    ciphers = List.copyOf(ciphers);
    if (protocols.isEmpty() || !PROTOCOLS.containsAll(protocols)) {
      throw new IllegalArgumentException(
          "the versions of TLS are " + String.join(" and ", PROTOCOLS) + ", not " + protocols);
    }
    if (handshake.isNegative() || handshake.isZero()) {
      throw new IllegalArgumentException("the time for a TLS handshake is more than zero");
    }
    if (clientCertificates != ClientCertificates.NONE && keys.clients().isEmpty()) {
      throw new IllegalArgumentException(
          "to ask clients for certificates, say which authority they come from");
    }
    if (!ciphers.isEmpty()) {
      requireKnown(ciphers);
    }
  }

  private static void requireKnown(List<String> ciphers) {
    List<String> known;
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[0], null);
      known = Arrays.asList(context.getSupportedSSLParameters().getCipherSuites());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
    for (String cipher : ciphers) {
      if (!known.contains(cipher)) {
        throw new IllegalArgumentException("this Java knows no cipher suite called " + cipher);
      }
    }
  }

  /**
   * Offers explicit TLS, which clients may use or not.
   *
   * @param keys keys, certificates and whom to trust
   * @return a policy
   */
  public static TlsPolicy offered(TlsKeys keys) {
    return new TlsPolicy(
        keys,
        false,
        false,
        false,
        ClientCertificates.NONE,
        Resumption.OFFERED,
        false,
        PROTOCOLS,
        List.of(),
        Duration.ofSeconds(30));
  }

  /**
   * Requires explicit TLS on both connections.
   *
   * @param keys keys, certificates and whom to trust
   * @return a policy
   */
  public static TlsPolicy required(TlsKeys keys) {
    return offered(keys).required(true, true);
  }

  /**
   * The same with the handshake first, or not.
   *
   * @param first true for implicit TLS
   * @return a new value
   */
  public TlsPolicy implicit(boolean first) {
    return new TlsPolicy(
        keys,
        first,
        controlRequired,
        dataRequired,
        clientCertificates,
        resumption,
        clearCommandChannel,
        protocols,
        ciphers,
        handshake);
  }

  /**
   * The same with TLS required, or not.
   *
   * @param control whether nobody logs in without TLS on the control connection
   * @param data whether nothing is transferred without TLS on the data connection
   * @return a new value
   */
  public TlsPolicy required(boolean control, boolean data) {
    return new TlsPolicy(
        keys,
        implicit,
        control,
        data,
        clientCertificates,
        resumption,
        clearCommandChannel,
        protocols,
        ciphers,
        handshake);
  }

  /**
   * The same with other demands on certificates of clients.
   *
   * @param demand whether clients show certificates
   * @return a new value
   */
  public TlsPolicy clientCertificates(ClientCertificates demand) {
    return new TlsPolicy(
        keys,
        implicit,
        controlRequired,
        dataRequired,
        demand,
        resumption,
        clearCommandChannel,
        protocols,
        ciphers,
        handshake);
  }

  /**
   * The same with other demands on data connections.
   *
   * @param demand whether they resume the session of their control connection
   * @return a new value
   */
  public TlsPolicy resumption(Resumption demand) {
    return new TlsPolicy(
        keys,
        implicit,
        controlRequired,
        dataRequired,
        clientCertificates,
        demand,
        clearCommandChannel,
        protocols,
        ciphers,
        handshake);
  }

  /**
   * The same with CCC allowed, or not.
   *
   * @param allowed whether the control connection may leave TLS after the login
   * @return a new value
   */
  public TlsPolicy clearCommandChannel(boolean allowed) {
    return new TlsPolicy(
        keys,
        implicit,
        controlRequired,
        dataRequired,
        clientCertificates,
        resumption,
        allowed,
        protocols,
        ciphers,
        handshake);
  }

  /**
   * The same with other versions of TLS and other cipher suites.
   *
   * @param versions of {@link #PROTOCOLS}
   * @param suites cipher suites, none for those of the JDK
   * @return a new value
   */
  public TlsPolicy cryptography(List<String> versions, List<String> suites) {
    return new TlsPolicy(
        keys,
        implicit,
        controlRequired,
        dataRequired,
        clientCertificates,
        resumption,
        clearCommandChannel,
        versions,
        suites,
        handshake);
  }

  /**
   * The same with another time for handshakes.
   *
   * @param limit more than zero
   * @return a new value
   */
  public TlsPolicy handshake(Duration limit) {
    return new TlsPolicy(
        keys,
        implicit,
        controlRequired,
        dataRequired,
        clientCertificates,
        resumption,
        clearCommandChannel,
        protocols,
        ciphers,
        limit);
  }
}
