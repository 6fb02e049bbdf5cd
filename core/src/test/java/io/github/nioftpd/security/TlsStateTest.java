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

/** State from before AUTH is reset under TLS; protection stays across REIN. */
@DisplayName("State carried across AUTH and REIN")
final class TlsStateTest {

  private static TlsClient inClear(TestFtp ftp) throws IOException {
    return TlsClient.connect(ftp, TestTls.client(), all -> {});
  }

  @Test
  void authResetsTheLoginAndAllSettings() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = inClear(ftp)) {
      Files.createDirectory(ftp.path("/d"));
      Files.writeString(ftp.path("/a"), "0123456789");
      client.logIn();
      client.say("RNFR a").expect(350);
      client.say("REST 5").expect(350);
      client.say("CWD d").expect(250);
      int port = client.raw().passivePort();
      client.say("AUTH TLS").expect(234);
      client.shake();
      assertThat(ftp.events()).last().isInstanceOf(FtpEvent.LoggedOut.class);
      assertThatThrownBy(() -> client.dial(port)).isInstanceOf(IOException.class);
      client.say("PWD").expect(530);
      client.say("RNTO b").expect(530);
      client.logIn();
      client.protect();
      client.say("PWD").expect("257 \"/\"");
      client.say("RNTO b").expect(503);
      assertThat(client.download("RETR a")).hasSize(10);
    }
  }

  @Test
  void authResetsTheUserName() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = inClear(ftp)) {
      client.say("USER user").expect(331);
      client.say("AUTH TLS").expect(234);
      client.shake();
      client.say("PASS secret").expect(503);
    }
  }

  @Test
  void authWaitsForTheRunningTransfer() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = inClear(ftp)) {
      client.logIn();
      Socket data = client.raw().passive();
      client.say("STOR a").expect(150);
      client.raw().send("AUTH TLS\r\n");
      data.getOutputStream().write(new byte[1000]);
      data.close();
      client.expect(226);
      client.expect(234);
      client.shake();
      client.say("PWD").expect(530);
    }
  }

  @Test
  void reinAndUserKeepTlsOnBothConnections() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = TlsClient.login(ftp, "TLSv1.3")) {
      Files.writeString(ftp.path("/a"), "0123456789");
      client.say("REIN").expect(220);
      client.say("AUTH TLS").expect(503);
      client.logIn();
      assertThat(client.download("RETR a")).hasSize(10);
    }
  }
}
