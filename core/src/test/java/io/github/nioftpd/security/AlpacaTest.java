package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.TestFtp;
import io.github.nioftpd.TestTls;
import io.github.nioftpd.TlsClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser that is redirected from another server gets no useful reply (CVE-2021-3618). */
@DisplayName("ALPACA: requests of other protocols on the control connection")
final class AlpacaTest {

  private static TlsClient speaking(TestFtp ftp, String... applications) throws IOException {
    TlsClient client =
        TlsClient.connect(ftp, TestTls.client(), all -> all.setApplicationProtocols(applications));
    client.say("AUTH TLS").expect(234);
    return client;
  }

  @ParameterizedTest
  @ValueSource(strings = {"http/1.1", "h2", "imap", "smtp"})
  void anotherApplicationIsRefusedWithTheAlert(String application) throws Exception {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = speaking(ftp, application)) {
      assertThatThrownBy(client::shake)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no_application_protocol");
      Patience.until("the session ends", () -> ftp.server().sessions().isEmpty());
    }
  }

  @Test
  void ftpIsAcceptedAlsoAmongOthers() throws IOException {
    for (List<String> names :
        List.of(List.of("ftp"), List.of("x-filezilla-ftp", "ftp"), List.of("ftp-data"))) {
      try (TestFtp ftp = TestTls.start(policy -> policy);
          TlsClient client = speaking(ftp, names.toArray(String[]::new))) {
        client.shake();
        assertThat(client.tls().getApplicationProtocol()).isEqualTo(names.getLast());
        Files.writeString(ftp.path("/a"), "content");
        client.logIn();
        client.protect();
        int port = client.raw().passivePort();
        client.raw().send("RETR a\r\n");
        try (Socket data = client.dial(port)) {
          SSLSocket tls = client.secure(data);
          assertThat(tls.getApplicationProtocol()).isEqualTo(names.getLast());
          assertThat(tls.getInputStream().readAllBytes()).hasSize(7);
        }
      }
    }
  }

  @Test
  void aRequestOfABrowserUnderTlsEndsTheSession() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy.implicit(true));
        TlsClient client = TlsClient.implicit(ftp, "TLSv1.3")) {
      client.raw().send("GET /<script>x</script> HTTP/1.1\r\nHost: victim\r\nNOOP\r\n");
      assertThat(client.raw().rest()).isEqualTo("500 Unknown command.\r\n");
    }
  }
}
