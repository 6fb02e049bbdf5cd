package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.TestTls;
import io.github.nioftpd.TlsClient;
import io.github.nioftpd.event.FtpEvent;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that an attacker injects in clear after AUTH are not run under TLS (CVE-2011-1575). */
@DisplayName("Commands injected before the TLS handshake")
final class InjectionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AUTH TLS\r\nUSER evil\r\n",
        "AUTH TLS\r\nU",
        "AUTH TLS\r\n\r\n",
        "NOOP\r\nauth ssl\r\nUSER evil\r\nPASS x\r\n"
      })
  void commandsInOneSegmentWithAuthEndTheSession(String lines) throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        RawClient client = ftp.connect()) {
      client.send(lines);
      String heard = client.rest();
      assertThat(heard).contains("503 ").doesNotContain("234").doesNotContain("331");
      assertThat(ftp.events()).noneMatch(FtpEvent.LoginFailed.class::isInstance);
    }
  }

  @Test
  void commandsAfterAuthAreTreatedAsHandshakeAndEndTheSession() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        RawClient client = ftp.connect()) {
      client.say("AUTH TLS").expect(234);
      client.send("USER evil\r\nPASS x\r\n");
      assertThat(client.isClosedByServer() || noReplyTo(client)).isTrue();
      assertThat(ftp.events()).noneMatch(FtpEvent.LoginFailed.class::isInstance);
    }
  }

  /** The connection ends without a reply; an alert may come first. */
  private static boolean noReplyTo(RawClient client) {
    try {
      return !client.rest().contains("331");
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void commandsAfterARefusedAuthAreRun() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        RawClient client = ftp.connect()) {
      client.send("AUTH KERBEROS\r\nNOOP\r\nAUTH\r\nNOOP\r\n");
      client.expect(504);
      client.expect(200);
      client.expect(501);
      client.expect(200);
    }
  }

  @Test
  void commandsBeforeTheEndOfTlsEndTheSession() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy.clearCommandChannel(true));
        TlsClient client = TlsClient.login(ftp, "TLSv1.3")) {
      client.raw().send("CCC\r\nNOOP\r\n");
      client.expect(503);
      assertThatThrownBy(client::reply).isInstanceOf(IOException.class);
    }
  }
}
