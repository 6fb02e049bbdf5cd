package io.github.nioftpd;

import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.config.TlsKeys;
import io.github.nioftpd.config.TlsPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Test keys, servers that use them, and clients that trust every certificate. */
public final class TestTls {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private TestTls() {}

  /** The keys of localhost. */
  public static TlsKeys keys() {
    return quietly(() -> TlsKeys.of(store("server.p12"), PASSWORD));
  }

  /** A key store from the test resources. */
  public static KeyStore store(String name) {
    return quietly(
        () -> {
          try (InputStream in = TestTls.class.getResourceAsStream("/tls/" + name)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            return store;
          }
        });
  }

  /** The password of every key store. */
  public static char[] password() {
    return PASSWORD.clone();
  }

  /** A certificate in PEM. */
  public static String pem(X509Certificate certificate) {
    byte[] der = quietly(certificate::getEncoded);
    String lines = Base64.getMimeEncoder().encodeToString(der);
    return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
  }

  /** The authority that issued client.p12. */
  public static X509Certificate authority() {
    return quietly(
        () -> {
          try (InputStream in = TestTls.class.getResourceAsStream("/tls/ca.crt")) {
            return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(in);
          }
        });
  }

  /** A server that offers TLS, with a policy derived from the simplest. */
  public static TestFtp start(UnaryOperator<TlsPolicy> policy) throws IOException {
    return start(policy, builder -> builder);
  }

  /** A server that offers TLS, with other settings. */
  public static TestFtp start(
      UnaryOperator<TlsPolicy> policy, UnaryOperator<FtpServer.Builder> settings)
      throws IOException {
    Endpoint listener =
        Endpoint.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .tls(policy.apply(TlsPolicy.offered(keys())));
    return TestFtp.startAt(listener, settings);
  }

  /** A client context with its own session cache and no certificate. */
  public static SSLContext client() {
    return client(new KeyManager[0]);
  }

  /** A client context with its own session cache and the certificate of a key store. */
  public static SSLContext client(String store) {
    return quietly(
        () -> {
          KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
          factory.init(store(store), PASSWORD);
          return client(factory.getKeyManagers());
        });
  }

  private static SSLContext client(KeyManager[] keys) {
    return quietly(
        () -> {
          SSLContext context = SSLContext.getInstance("TLS");
          context.init(keys, new TrustManager[] {new Everybody()}, null);
          return context;
        });
  }

  /** The TLS versions, as test parameters. */
  public static List<String> versions() {
    return TlsPolicy.PROTOCOLS;
  }

  private interface Work<T> {
    T get() throws IOException, GeneralSecurityException;
  }

  private static <T> T quietly(Work<T> work) {
    try {
      return work.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Everybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
