package io.github.nioftpd.fs.vfs.common;

import io.github.nioftpd.fs.Authorities;
import io.github.nioftpd.fs.Settings;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Trusted certificate authorities: those of Java, or those in a file. The providers of VFS alone
 * would trust every certificate.
 */
public final class Trust {

  private final X509ExtendedTrustManager authorities;

  private Trust(X509ExtendedTrustManager authorities) {
    this.authorities = authorities;
  }

  /** Reads the setting {@code ca}, a PEM file with certificates. */
  public static Trust read(Settings settings) {
    return new Trust(Authorities.read("the setting ca", settings.text("ca")));
  }

  /** For a library that verifies the host name itself. */
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {authorities}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For a library that does not verify the host name. */
  public TrustManager manager(String host) {
    return new OfHost(host, authorities);
  }

  /** Trusts a certificate only if it is issued for the host. */
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
        throw new CertificateException("the certificate is not issued for host " + host, e);
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
      throw new CertificateException("client certificates are not accepted");
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
