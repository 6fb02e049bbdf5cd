package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.TestTls;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** The way to a store: certificates and proxies. */
final class RouteTest {

  private static final Optional<URI> SECURE = Optional.of(URI.create("https://store.example"));

  @TempDir Path directory;

  @Test
  void aCertificateOfOnesOwnAuthorityIsTrustedWhenASettingNamesIt() throws Exception {
    KeyStore keys = TestTls.store("server.p12");
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, TestTls.password());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(factory.getKeyManagers(), null, null);
    X509Certificate own = (X509Certificate) keys.getCertificate(keys.aliases().nextElement());
    Path ca = Files.writeString(directory.resolve("ca.pem"), TestTls.pem(own));
    try (FakeStore fake = FakeStore.start(tls)) {
      try (S3FileSystem fileSystem = TestBucket.open(fake, "ca", ca.toString())) {
        Files.write(fileSystem.getPath("/a"), new byte[7]);
      }
      assertThat(fake.object("bbb", "a").size()).isEqualTo(7);
      long began = System.nanoTime();
      assertThatThrownBy(() -> TestBucket.open(fake, "retry", "10m"))
          .hasMessageContaining("cannot reach bucket bbb at " + fake.endpoint())
          .hasMessageContaining("certification path");
      assertThat(System.nanoTime() - began).isLessThan(4_000_000_000L); // not tried again
      String other = Files.writeString(directory.resolve("x.pem"), "no certificate").toString();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TestBucket.open(fake, "ca", other))
          .withMessage(
              "the file of the setting ca holds no certificates that can be read: " + other);
    }
  }

  private static ProxyConfiguration proxy(String name, String value) {
    return Proxies.of(Map.of(name, value), SECURE);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, http://proxy.example:3128, http, proxy.example, 3128",
    "https_proxy, proxy.example:3128, http, proxy.example, 3128",
    "https_proxy, https://proxy.example:8443/, https, proxy.example, 8443",
    "https_proxy, http://ann:p%40ss@10.0.0.1:80, http, 10.0.0.1, 80",
  })
  void theEnvironmentNamesAProxy(String name, String value, String scheme, String host, int port) {
    ProxyConfiguration proxy = proxy(name, value);
    assertThat(proxy.scheme()).isEqualTo(scheme);
    assertThat(proxy.host()).isEqualTo(host);
    assertThat(proxy.port()).isEqualTo(port);
    if (value.contains("ann")) {
      assertThat(proxy.username()).isEqualTo("ann");
      assertThat(proxy.password()).isEqualTo("p@ss");
    }
  }

  @Test
  void theVariableIsThatOfTheProtocolOfTheStore() {
    Map<String, String> both =
        Map.of("HTTP_PROXY", "http://clear:1", "HTTPS_PROXY", "http://secure:2");
    assertThat(Proxies.of(both, SECURE).host()).isEqualTo("secure");
    assertThat(Proxies.of(both, Optional.empty()).host()).isEqualTo("secure");
    assertThat(Proxies.of(both, Optional.of(URI.create("http://store"))).host()).isEqualTo("clear");
    assertThat(Proxies.of(Map.of("HTTP_PROXY", "http://clear:1"), SECURE).host()).isNull();
    assertThat(Proxies.of(Map.of("HTTPS_PROXY", ""), SECURE).host()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5://joe:c4nary@host:1080", "http://joe:c4nary@", "http://a/c4nary"})
  void otherProxiesAreOneSentenceWithoutThePassword(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proxy("HTTPS_PROXY", value))
        .withMessageContaining("the environment variable HTTPS_PROXY is not a proxy address")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("c4nary"));
  }

  @ParameterizedTest
  @CsvSource({
    "'*', store.example, true",
    "'other, store.example', store.example, true",
    "store.example:443, store.example, true",
    ".example, store.example, true",
    "*.example, bucket.store.example, true",
    "example, store.example, true",
    "ample, store.example, false",
    "'', store.example, false",
    "'', localhost, true",
    "'', 127.0.0.1, true",
    "10.0.0.7, 10.0.0.7, true",
    "10.0.0.7, 10.0.0.70, false",
  })
  void someHostsAreReachedDirectly(String list, String host, boolean direct) {
    assertThat(Proxies.exceptions(list).stream().anyMatch(host::matches)).isEqualTo(direct);
  }
}
