package io.github.nioftpd.fs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The certificate authorities that a client of a TLS server trusts. */
public final class Authorities {

  private Authorities() {}

  /**
   * Reads authorities, for a setting such as {@code ca}.
   *
   * @param source what names the file, for the message, such as {@code the setting ca}
   * @param file a file with certificates in PEM, or empty for Java's own list
   * @return trusts certificates that they have signed; does not compare host names
   * @throws IllegalArgumentException when the file has no certificate or cannot be read; the
   *     message is one sentence for the administrator
   */
  public static X509ExtendedTrustManager read(String source, Optional<String> file) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(certificates(file));
      return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the file of "
              + source
              + " holds no certificates that can be read: "
              + file.orElse("Java's own"),
          e);
    }
  }

  private static @Nullable KeyStore certificates(Optional<String> file)
      throws GeneralSecurityException, IOException {
    if (file.isEmpty()) {
      return null;
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    byte[] pem = SmallFile.bytes(Path.of(file.get()));
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (Certificate one : factory.generateCertificates(new ByteArrayInputStream(pem))) {
      store.setCertificateEntry(String.valueOf(store.size()), one);
    }
    if (store.size() == 0) {
      throw new CertificateException("no certificates");
    }
    return store;
  }
}
