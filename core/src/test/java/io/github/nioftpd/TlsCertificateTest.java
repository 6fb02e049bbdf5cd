package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.config.TlsKeys;
import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.config.TlsPolicy.ClientCertificates;
import io.github.nioftpd.config.TlsPolicy.Resumption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The choice of the server certificate, and logins by client certificate. */
final class TlsCertificateTest {

  private static final String OTHER = "other.example.org";

  private static Iterable<String> versions() {
    return TestTls.versions();
  }

  private static TlsKeys twoHosts() throws Exception {
    return TestTls.keys()
        .host(
            Set.of("Other.Example.org", "*.other.example.net"),
            TestTls.store("other.p12"),
            TestTls.password());
  }

  @ParameterizedTest
  @CsvSource({
    "other.example.org, other.example.org",
    "OTHER.example.ORG, other.example.org",
    "a.other.example.net, other.example.org",
    "a.b.other.example.net, localhost",
    "unknown.example.org, localhost",
    "localhost, localhost"
  })
  void theServerNameInTheHandshakeSelectsTheCertificate(String name, String shown)
      throws Exception {
    TlsKeys keys = twoHosts();
    try (TestFtp ftp = TestTls.start(policy -> TlsPolicy.offered(keys));
        TlsClient client =
            TlsClient.connect(
                ftp, TestTls.client(), all -> all.setServerNames(List.of(new SNIHostName(name))))) {
      client.say("AUTH TLS").expect(234);
      client.shake();
      assertThat(client.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=" + shown);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void hostPrecedesTheServerNameAndDataConnectionsResume(String version) throws Exception {
    TlsKeys keys = twoHosts();
    try (TestFtp ftp =
            TestTls.start(policy -> TlsPolicy.offered(keys).resumption(Resumption.REQUIRED));
        TlsClient client =
            TlsClient.connect(
                ftp, TestTls.client(), all -> all.setProtocols(new String[] {version}))) {
      client.say("HOST " + OTHER).expect(220);
      client.say("AUTH TLS").expect(234);
      client.shake();
      assertThat(client.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=" + OTHER);
      client.logIn();
      client.protect();
      Files.writeString(ftp.path("/a"), "content");
      assertThat(client.download("RETR a")).hasSize(7);
      assertThat(client.download("RETR a")).hasSize(7);
    }
  }

  @Test
  void aReloadChangesTheCertificateOfNewSessionsOnly() throws Exception {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient before = TlsClient.login(ftp, "TLSv1.3")) {
      Files.writeString(ftp.path("/a"), "content");
      TlsKeys renewed = TlsKeys.of(TestTls.store("other.p12"), TestTls.password());
      Endpoint listener =
          Endpoint.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .tls(TlsPolicy.required(renewed));
      ftp.server()
          .reload(FtpServer.builder().listen(listener).authenticator(who -> Optional.empty()));
      assertThat(before.download("RETR a")).hasSize(7);
      try (TlsClient after = TlsClient.explicit(ftp, "TLSv1.3")) {
        assertThat(after.certificate().getSubjectX500Principal().getName())
            .isEqualTo("CN=" + OTHER);
      }
      assertThat(before.download("RETR a")).hasSize(7);
    }
  }

  // ---- client certificates

  private static TestFtp asking(ClientCertificates demand) throws Exception {
    TlsKeys keys = TestTls.keys().trusting(List.of(TestTls.authority()));
    FileSystem files = TestFtp.memory();
    return TestTls.start(
        policy ->
            TlsPolicy.offered(keys).clientCertificates(demand).resumption(Resumption.REQUIRED),
        builder ->
            builder.authenticator(
                credentials ->
                    isGood(credentials)
                        ? Optional.of(Account.of(credentials.user(), files, Permission.all()))
                        : Optional.empty()));
  }

  private static boolean isGood(Credentials credentials) {
    return switch (credentials) {
      case Credentials.Password login -> login.password().equals("secret");
      case Credentials.Certificate login ->
          login.chain().getFirst().getSubjectX500Principal().getName().equals("CN=" + login.user());
    };
  }

  private static TlsClient with(TestFtp ftp, SSLContext context, String version)
      throws IOException {
    TlsClient client =
        TlsClient.connect(ftp, context, all -> all.setProtocols(new String[] {version}));
    client.say("AUTH TLS").expect(234);
    return client;
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aCertificateLogsItsOwnerInWith232(String version) throws Exception {
    for (ClientCertificates demand :
        List.of(ClientCertificates.OPTIONAL, ClientCertificates.REQUIRED)) {
      try (TestFtp ftp = asking(demand);
          TlsClient client = with(ftp, TestTls.client("client.p12"), version)) {
        client.shake();
        client.say("USER user").expect(232);
        client.protect();
        assertThat(client.download("LIST")).isEmpty();
        assertThat(client.command("USER somebody"))
            .as("otherwise a password is required")
            .startsWith("331 ");
        client.say("PASS secret").expect(230);
        assertThat(client.download("LIST")).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void withoutACertificateAPasswordIsNeededOrTheHandshakeFails(String version) throws Exception {
    try (TestFtp ftp = asking(ClientCertificates.OPTIONAL);
        TlsClient client = with(ftp, TestTls.client(), version)) {
      client.shake();
      client.say("USER user").expect(331);
      client.say("PASS secret").expect(230);
    }
    try (TestFtp ftp = asking(ClientCertificates.REQUIRED);
        TlsClient client = with(ftp, TestTls.client(), version)) {
      assertThatThrownBy(
              () -> {
                client.shake();
                client.command("USER user");
              })
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aCertificateOfAnUnknownAuthorityIsRefused(String version) throws Exception {
    try (TestFtp ftp = asking(ClientCertificates.OPTIONAL);
        TlsClient client = with(ftp, TestTls.client("stranger.p12"), version)) {
      try {
        client.shake();
        // a client that honours the server's list of authorities sends no certificate
        client.say("USER user").expect(331);
      } catch (IOException e) {
        assertThat(e).isNotNull();
      }
    }
  }
}
