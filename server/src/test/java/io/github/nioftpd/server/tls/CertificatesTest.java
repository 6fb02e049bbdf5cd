package io.github.nioftpd.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.config.TlsPolicy.ClientCertificates;
import io.github.nioftpd.server.clients.External;
import io.github.nioftpd.server.tls.Certificates.HostSource;
import io.github.nioftpd.server.tls.Certificates.Settings;
import io.github.nioftpd.server.tls.Certificates.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and certificates created by openssl. */
@NeedsPrograms("openssl")
final class CertificatesTest {

  private static final String PASSWORD = "pass";

  @TempDir private static Path directory;

  private static void openssl(String arguments) throws IOException, InterruptedException {
    External.of("openssl", directory).run(arguments.split(" "));
  }

  @BeforeAll
  static void makesKeysOfAllKinds() throws Exception {
    openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa8.key");
    openssl("pkey -in rsa8.key -traditional -out rsa1.key");
    openssl("pkey -in rsa8.key -aes256 -passout pass:pass -out rsa8enc.key");
    openssl("rsa -in rsa8.key -traditional -aes128 -passout pass:pass -out rsa1enc.key");
    openssl("ecparam -name prime256v1 -genkey -out ec1.key");
    openssl("pkcs8 -topk8 -nocrypt -in ec1.key -out ec8.key");
    openssl("pkcs8 -topk8 -passout pass:pass -in ec1.key -out ec8enc.key");
    openssl("genpkey -algorithm ed25519 -out ed.key");
    String ca = "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 9 -subj /CN=ca";
    openssl(ca);
    for (String type : List.of("rsa8", "ec8", "ed")) {
      openssl("req -new -key " + type + ".key -subj /CN=" + type + " -out x.csr");
      Files.writeString(directory.resolve("ext"), "subjectAltName=DNS:" + type + ".example.org");
      openssl(
          "x509 -req -in x.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 9 -extfile ext -out "
              + type
              + ".crt");
      String chain = text("ca.crt") + "Some words between.\n" + text(type + ".crt");
      Files.writeString(directory.resolve(type + "-chain.pem"), chain);
    }
    Files.writeString(directory.resolve("both.pem"), text("ec8.crt") + text("ec1.key"));
    openssl(
        "pkcs12 -export -in rsa8.crt -inkey rsa8.key -certfile ca.crt -passout pass:pass -out"
            + " p.p12");
    Files.writeString(directory.resolve("marked.pem"), "\uFEFF" + text("both.pem"));
    Files.writeString(directory.resolve("junk.pem"), "this is no PEM\n");
    Files.writeString(
        directory.resolve("broken.pem"),
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  }

  private static String text(String file) throws IOException {
    return Files.readString(directory.resolve(file));
  }

  private static Source source(String certificate, String key, String password) {
    return new Source(
        directory.resolve(certificate),
        Optional.ofNullable(key).map(directory::resolve),
        Optional.ofNullable(password));
  }

  private static Certificates load(Source source) {
    return Certificates.load(
        new Settings(Optional.of(source), List.of(), Optional.empty(), List.of()));
  }

  private static String alias(Certificates certificates, String type) {
    return certificates.keys().forHost(Optional.empty()).chooseServerAlias(type, null, null);
  }

  @ParameterizedTest
  @CsvSource({
    "rsa8.crt, rsa8.key, , RSA, 1",
    "rsa8.crt, rsa1.key, , RSA, 1",
    "rsa8.crt, rsa8enc.key, pass, RSA, 1",
    "rsa8.crt, rsa1enc.key, pass, RSA, 1",
    "rsa8-chain.pem, rsa8.key, , RSA, 2",
    "ec8.crt, ec1.key, , EC, 1",
    "ec8.crt, ec8.key, , EC, 1",
    "ec8-chain.pem, ec8enc.key, pass, EC, 2",
    "both.pem, , , EC, 1",
    "marked.pem, , , EC, 1",
    "ed-chain.pem, ed.key, , EdDSA, 2",
    "p.p12, , pass, RSA, 2"
  })
  void keysOfAllKindsAreRead(String certificate, String key, String password, String type, int n) {
    Certificates loaded = load(source(certificate, key, password));
    String alias = alias(loaded, type);
    X509Certificate[] chain = loaded.keys().forHost(Optional.empty()).getCertificateChain(alias);
    assertThat(chain).hasSize(n);
    assertThat(chain[0]).isEqualTo(loaded.shown().getFirst());
    assertThat(loaded.keys().forHost(Optional.empty()).getPrivateKey(alias)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rsa8.crt | ec8.key | | ec8.key does not belong to a certificate in",
        "rsa8.crt | ed.key | | ed.key does not belong to a certificate in",
        "rsa8.crt | rsa8enc.key | | rsa8enc.key needs a password",
        "rsa8.crt | rsa8enc.key | wrong | rsa8enc.key: wrong password",
        "rsa8.crt | rsa1enc.key | wrong | rsa1enc.key: wrong password",
        "rsa8.crt | missing.key | | missing.key: file not found",
        "missing.crt | rsa8.key | | missing.crt: file not found",
        "rsa8.crt | | | rsa8.crt contains no PEM private key",
        "rsa8.key | | | rsa8.key contains no PEM certificate",
        "junk.pem | rsa8.key | | junk.pem contains no PEM certificate",
        "broken.pem | rsa8.key | | broken.pem is not valid PEM",
        "p.p12 | | wrong | p.p12: wrong password"
      })
  void anErrorIsOneSentenceThatNamesTheFile(
      String certificate, String key, String password, String sentence) {
    assertThatThrownBy(() -> load(source(certificate, key, password)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains(sentence)
        .doesNotContain("\n");
  }

  private static Stream<String> types(Certificates loaded, String host) {
    X509ExtendedKeyManager keys = loaded.keys().forHost(Optional.of(host));
    return Stream.of("RSA", "EC", "EdDSA")
        .filter(type -> keys.getServerAliases(type, null) != null);
  }

  @Test
  void furtherHostsHaveTheNamesInTheirCertificates() {
    Certificates loaded =
        Certificates.load(
            new Settings(
                Optional.of(source("rsa8.crt", "rsa8.key", null)),
                List.of(
                    new HostSource(Set.of(), source("ec8.crt", "ec1.key", null)),
                    new HostSource(Set.of("*.Other.org"), source("p.p12", null, PASSWORD))),
                Optional.of(directory.resolve("ca.crt")),
                List.of()));
    assertThat(types(loaded, "EC8.example.org")).containsExactly("EC");
    assertThat(types(loaded, "a.other.ORG")).containsExactly("RSA");
    assertThat(loaded.keys().forHost(Optional.of("a.other.ORG")))
        .isNotSameAs(loaded.keys().forHost(Optional.of("unknown.org")))
        .isNotSameAs(loaded.keys().forHost(Optional.of("other.org")));
    assertThat(loaded.keys().clients()).isPresent();
    assertThat(TlsPolicy.offered(loaded.keys()).clientCertificates(ClientCertificates.REQUIRED))
        .isNotNull();
  }

  @Test
  void theSelfSignedCertificateIsCreatedOnceWithTheNamesOfTheServer() throws Exception {
    Settings settings = Settings.selfSigned(List.of("ftp.example.org", "127.0.0.1"));
    X509Certificate made = Certificates.load(settings).shown().getFirst();
    made.checkValidity();
    assertThat(made.getSubjectAlternativeNames().toString())
        .contains("ftp.example.org", "127.0.0.1");
    assertThat(Certificates.fingerprint(made)).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    assertThat(Certificates.load(settings).shown()).containsExactly(made);
  }

  @Test
  void nothingShowsAPassword() {
    Source source = source("p.p12", null, PASSWORD);
    assertThat(source.toString()).doesNotContain("pass]").contains("****");
    assertThat(load(source).toString()).doesNotContain(PASSWORD);
  }
}
