package io.github.nioftpd.test.tls;

import io.github.nioftpd.config.TlsKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;

/**
 * Certificates for tests, of one authority that only tests trust. Everybody has their keys, so they
 * protect nothing. Keys are EC P-256; certificates are valid until 2126 unless they are documented
 * as expired.
 */
public enum TestCertificates {
  /** The certificate of localhost, 127.0.0.1 and ::1. */
  LOCALHOST("localhost"),
  /** A certificate of the same names that expired on 1 January 2021. */
  EXPIRED("expired"),
  /** The certificate of another host, {@code other.example}. */
  OTHER_NAME("other-name"),
  /** The certificate of a client. */
  CLIENT("client");

  private final String file;

  TestCertificates(String file) {
    this.file = file;
  }

  /** {@return the private key} */
  public PrivateKey key() {
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(resource(file + ".key")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot read the key of " + file, e);
    }
  }

  /** {@return the certificate} */
  public X509Certificate certificate() {
    return certificate(file);
  }

  /**
   * {@return key and certificate for a server; client certificates of the authority are trusted}
   */
  public TlsKeys serverKeys() {
    try {
      return TlsKeys.of(key(), List.of(certificate())).trusting(List.of(authority()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot trust the test authority", e);
    }
  }

  /** {@return the certificate of the authority that issued all of them} */
  public static X509Certificate authority() {
    return certificate("authority");
  }

  /** {@return a trust manager for clients that trusts the authority and nothing else} */
  public static X509TrustManager trustManager() {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("authority", authority());
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot trust the test authority", e);
    }
  }

  /** {@return a context for clients that trusts the authority and shows no certificate} */
  public static SSLContext trustingContext() {
    return context(Optional.empty());
  }

  /** {@return a context for clients that trusts the authority and shows this certificate} */
  public SSLContext clientContext() {
    return context(
        Optional.of(TlsKeys.of(key(), List.of(certificate())).forHost(Optional.empty())));
  }

  private static SSLContext context(Optional<X509KeyManager> keys) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keys.stream().toArray(KeyManager[]::new), new TrustManager[] {trustManager()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java has no TLS", e);
    }
  }

  private static X509Certificate certificate(String name) {
    try (InputStream in = open(name + ".crt")) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot read the certificate " + name, e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    InputStream in = TestCertificates.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("the jar of the test kit lacks " + name);
    }
    return in;
  }
}
