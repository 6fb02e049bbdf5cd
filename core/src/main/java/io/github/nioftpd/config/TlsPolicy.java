package io.github.nioftpd.config;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The use of TLS on an endpoint (RFC 4217). Immutable. */
public final class TlsPolicy {

  /** The supported versions of TLS, the best first. */
  public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  /** The request for client certificates in the handshake. */
  public enum ClientCertificates {
    /** The server requests none. */
    NONE,
    /** The server requests one; a client may send none. */
    OPTIONAL,
    /** A handshake without a certificate fails. */
    REQUIRED
  }

  /** The resumption of the control connection's TLS session by its data connections. */
  public enum Resumption {
    /** Each data connection negotiates a new session. */
    OFF,
    /** Clients may resume. */
    OFFERED,
    /** A data connection that does not resume is refused with 522. */
    REQUIRED
  }

  private final Values values;

  private TlsPolicy(Values values) {
    this.values = values;
  }

  /** The settings; not changed once they are in a {@link TlsPolicy}. */
  private static final class Values implements Cloneable {
    private TlsKeys keys;
    private boolean implicit;
    private boolean controlRequired;
    private boolean dataRequired;
    private ClientCertificates clientCertificates = ClientCertificates.NONE;
    private Resumption resumption = Resumption.OFFERED;
    private boolean clearCommandChannel;
    private List<String> protocols = PROTOCOLS;
    private List<String> ciphers = List.of();
    private Duration handshake = Duration.ofSeconds(30);

    private Values(TlsKeys keys) {
      this.keys = keys;
    }

    private Values copy() {
      try {
        return (Values) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private TlsPolicy with(Consumer<Values> change) {
    Values copy = values.copy();
    change.accept(copy);
    check(copy);
    return new TlsPolicy(copy);
  }

  private static void check(Values values) {
    if (values.protocols.isEmpty() || !PROTOCOLS.containsAll(values.protocols)) {
      throw new IllegalArgumentException(
          "the versions of TLS are "
              + String.join(" and ", PROTOCOLS)
              + ", not "
              + values.protocols);
    }
    if (!values.handshake.isPositive()) {
      throw new IllegalArgumentException("the time for a TLS handshake is more than zero");
    }
    if (values.clientCertificates != ClientCertificates.NONE && values.keys.clients().isEmpty()) {
      throw new IllegalArgumentException(
          "to ask clients for certificates, say which authority they come from");
    }
    if (!values.ciphers.isEmpty()) {
      requireKnown(values.ciphers);
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
   * {@return a policy that offers explicit TLS, which clients may use or not}
   *
   * @param keys keys, certificates and trusted authorities
   */
  public static TlsPolicy offered(TlsKeys keys) {
    return new TlsPolicy(new Values(keys));
  }

  /**
   * {@return a policy that requires explicit TLS on both connections}
   *
   * @param keys keys, certificates and trusted authorities
   */
  public static TlsPolicy required(TlsKeys keys) {
    return offered(keys).controlRequired(true).dataRequired(true);
  }

  /** {@return keys, certificates and trusted authorities} */
  public TlsKeys keys() {
    return values.keys;
  }

  /**
   * {@return whether the handshake begins with the connection, as on port 990, instead of with
   * AUTH}
   */
  public boolean implicit() {
    return values.implicit;
  }

  /** {@return whether a login requires TLS on the control connection} */
  public boolean controlRequired() {
    return values.controlRequired;
  }

  /** {@return whether a transfer requires TLS on the data connection} */
  public boolean dataRequired() {
    return values.dataRequired;
  }

  /** {@return whether clients send certificates} */
  public ClientCertificates clientCertificates() {
    return values.clientCertificates;
  }

  /** {@return whether data connections resume the TLS session of their control connection} */
  public Resumption resumption() {
    return values.resumption;
  }

  /** {@return whether CCC may end TLS on the control connection after the login} */
  public boolean clearCommandChannel() {
    return values.clearCommandChannel;
  }

  /** {@return the versions of TLS} */
  public List<String> protocols() {
    return values.protocols;
  }

  /** {@return the cipher suites, the best first; empty for those of the JDK} */
  public List<String> ciphers() {
    return values.ciphers;
  }

  /** {@return the time that a handshake may take} */
  public Duration handshake() {
    return values.handshake;
  }

  /**
   * {@return a copy with other keys}
   *
   * @param other keys, certificates and trusted authorities
   * @throws IllegalArgumentException if certificates are requested and the keys have no trusted
   *     authority
   */
  public TlsPolicy keys(TlsKeys other) {
    return with(values -> values.keys = other);
  }

  /**
   * {@return a copy with the handshake at the beginning of the connection, or with AUTH}
   *
   * @param first true for implicit TLS
   */
  public TlsPolicy implicit(boolean first) {
    return with(values -> values.implicit = first);
  }

  /**
   * {@return a copy with another requirement for logins}
   *
   * @param required whether a login requires TLS on the control connection
   */
  public TlsPolicy controlRequired(boolean required) {
    return with(values -> values.controlRequired = required);
  }

  /**
   * {@return a copy with another requirement for transfers}
   *
   * @param required whether a transfer requires TLS on the data connection
   */
  public TlsPolicy dataRequired(boolean required) {
    return with(values -> values.dataRequired = required);
  }

  /**
   * {@return a copy with another request for client certificates}
   *
   * @param request whether clients send certificates
   * @throws IllegalArgumentException if certificates are requested and the keys have no trusted
   *     authority
   */
  public TlsPolicy clientCertificates(ClientCertificates request) {
    return with(values -> values.clientCertificates = request);
  }

  /**
   * {@return a copy with another rule for resumption}
   *
   * @param rule whether data connections resume the TLS session of their control connection
   */
  public TlsPolicy resumption(Resumption rule) {
    return with(values -> values.resumption = rule);
  }

  /**
   * {@return a copy with CCC allowed or not}
   *
   * @param allowed whether CCC may end TLS on the control connection after the login
   */
  public TlsPolicy clearCommandChannel(boolean allowed) {
    return with(values -> values.clearCommandChannel = allowed);
  }

  /**
   * {@return a copy with other versions of TLS}
   *
   * @param versions one or more of {@link #PROTOCOLS}
   * @throws IllegalArgumentException if there is none, or a version is unknown
   */
  public TlsPolicy protocols(List<String> versions) {
    return with(values -> values.protocols = List.copyOf(versions));
  }

  /**
   * {@return a copy with other cipher suites}
   *
   * @param suites names of RFC 8446 and RFC 5246, the best first; empty for those of the JDK
   * @throws IllegalArgumentException if the JDK does not support a suite
   */
  public TlsPolicy ciphers(List<String> suites) {
    return with(values -> values.ciphers = List.copyOf(suites));
  }

  /**
   * {@return a copy with another time for handshakes}
   *
   * @param limit more than zero
   * @throws IllegalArgumentException if the time is zero or negative
   */
  public TlsPolicy handshake(Duration limit) {
    return with(values -> values.handshake = limit);
  }
}
