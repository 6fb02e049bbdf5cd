package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.spi.Settings;
import io.github.nioftpd.spi.SmallFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are believed: those of Java's own list, or those that a file names. The
 * providers of VFS believe every certificate.
 */
final class Trust {

  private final X509ExtendedTrustManager authorities;

  private Trust(X509ExtendedTrustManager authorities) {
    this.authorities = authorities;
  }

  /** Reads the setting {@code ca}, a file with certificates in PEM. */
  static Trust read(Settings settings) {
    Optional<String> file = settings.text("ca");
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(file.isPresent() ? certificates(Path.of(file.get())) : null);
      return new Trust((X509ExtendedTrustManager) factory.getTrustManagers()[0]);
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the file of the setting ca holds no certificates that can be read: "
              + file.orElse("Java's own"),
          e);
    }
  }

  private static KeyStore certificates(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = new ByteArrayInputStream(SmallFile.bytes(file))) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry(String.valueOf(store.size()), one);
      }
    }
    if (store.size() == 0) {
      throw new CertificateException("no certificates");
    }
    return store;
  }

  /** For a library that looks at the name of the host itself. */
  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {authorities}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For a library that does not look at the name of the host. */
  TrustManager manager(String host) {
    return new OfHost(host, authorities);
  }

  /** Believes a certificate if it names the host as well. */
  private static final class OfHost extends X509ExtendedTrustManager {

    private final String host;
    private final X509ExtendedTrustManager authorities;

    OfHost(String host, X509ExtendedTrustManager authorities) {
      this.host = host;
      this.authorities = authorities;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      authorities.checkServerTrusted(chain, type);
      try {
        new DefaultHostnameVerifier().verify(host, chain[0]);
      } catch (SSLException e) {
        throw new CertificateException("the certificate is not for " + host, e);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
        throws CertificateException {
      checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("there are no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return authorities.getAcceptedIssuers();
    }
  }
}
