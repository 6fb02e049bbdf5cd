package io.github.nioftpd.config;

import javax.net.ssl.SSLContext;

/**
 * How a listener uses TLS (RFC 4217).
 *
 * @param context keys, certificates and whom to trust
 * @param implicit whether the handshake comes first, as on port 990, and not with AUTH
 * @param controlRequired whether nobody logs in without TLS on the control connection
 * @param dataRequired whether nothing is transferred without TLS on the data connection
 * @param clientCertificates whether clients show certificates
 * @param resumption whether data connections resume the TLS session of their control connection
 * @param clearCommandChannel whether CCC is allowed
 */
public record TlsPolicy(
    SSLContext context,
    boolean implicit,
    boolean controlRequired,
    boolean dataRequired,
    ClientCertificates clientCertificates,
    Resumption resumption,
    boolean clearCommandChannel) {

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
   * Offers explicit TLS, which clients may use or not.
   *
   * @param context keys, certificates and whom to trust
   * @return a policy
   */
  public static TlsPolicy offered(SSLContext context) {
    return new TlsPolicy(
        context, false, false, false, ClientCertificates.NONE, Resumption.OFFERED, false);
  }

  /**
   * Requires explicit TLS on both connections.
   *
   * @param context keys, certificates and whom to trust
   * @return a policy
   */
  public static TlsPolicy required(SSLContext context) {
    return new TlsPolicy(
        context, false, true, true, ClientCertificates.NONE, Resumption.OFFERED, false);
  }
}
