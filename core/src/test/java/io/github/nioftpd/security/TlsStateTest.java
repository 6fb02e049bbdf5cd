package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.TestFtp;
import io.github.nioftpd.TestTls;
import io.github.nioftpd.TlsClient;
import io.github.nioftpd.event.FtpEvent;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What was said in clear does not count under TLS; what TLS protects stays protected. */
@DisplayName("Class 7: state carried across AUTH and REIN")
final class TlsStateTest {

  private static TlsClient inClear(TestFtp ftp) throws IOException {
    return TlsClient.connect(ftp, TestTls.client(), all -> {});
  }

  @Test
  void authForgetsTheLoginAndAllThatWasSet() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = inClear(ftp)) {
      Files.createDirectory(ftp.path("/d"));
      Files.writeString(ftp.path("/a"), "0123456789");
      client.logIn();
      assertThat(client.command("RNFR a")).startsWith("350");
      assertThat(client.command("REST 5")).startsWith("350");
      assertThat(client.command("CWD d")).startsWith("250");
      int port = client.raw().passivePort();
      assertThat(client.command("AUTH TLS")).startsWith("234 ");
      client.shake();
      assertThat(ftp.events()).last().isInstanceOf(FtpEvent.LoggedOut.class);
      assertThatThrownBy(() -> client.dial(port)).isInstanceOf(IOException.class);
      assertThat(client.command("PWD")).startsWith("530");
      assertThat(client.command("RNTO b")).startsWith("530");
      client.logIn();
      client.protect();
      assertThat(client.command("PWD")).startsWith("257 \"/\"");
      assertThat(client.command("RNTO b")).startsWith("503");
      assertThat(client.download("RETR a")).hasSize(10);
    }
  }

  @Test
  void theNameBeforeAuthIsForgotten() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = inClear(ftp)) {
      assertThat(client.command("USER user")).startsWith("331");
      assertThat(client.command("AUTH TLS")).startsWith("234 ");
      client.shake();
      assertThat(client.command("PASS secret")).startsWith("503");
    }
  }

  @Test
  void authWaitsForTheTransferThatRuns() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = inClear(ftp)) {
      client.logIn();
      Socket data = client.raw().passive();
      assertThat(client.command("STOR a")).startsWith("150");
      client.raw().send("AUTH TLS\r\n");
      data.getOutputStream().write(new byte[1000]);
      data.close();
      assertThat(client.reply()).startsWith("226 ");
      assertThat(client.reply()).startsWith("234 ");
      client.shake();
      assertThat(client.command("PWD")).startsWith("530 ");
    }
  }

  @Test
  void reinAndUserKeepTlsOnBothConnections() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = TlsClient.login(ftp, "TLSv1.3")) {
      Files.writeString(ftp.path("/a"), "0123456789");
      assertThat(client.command("REIN")).startsWith("220 ");
      assertThat(client.command("AUTH TLS")).startsWith("503 ");
      client.logIn();
      assertThat(client.download("RETR a")).hasSize(10);
    }
  }
}
