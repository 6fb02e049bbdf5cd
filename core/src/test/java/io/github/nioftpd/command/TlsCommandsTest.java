package io.github.nioftpd.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.TestTls;
import io.github.nioftpd.TlsClient;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AUTH, PBSZ, PROT and CCC (RFC 2228, RFC 4217): the codes. */
final class TlsCommandsTest {

  @ParameterizedTest
  @CsvSource({
    "AUTH, 501",
    "AUTH GSSAPI, 504",
    "PBSZ 0, 503",
    "PROT P, 503",
    "CCC, 530",
    "ADAT x, 502",
    "CONF x, 502",
    "ENC x, 502",
    "MIC x, 502"
  })
  void beforeAuth(String line, String code) throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        RawClient client = ftp.connect()) {
      assertThat(client.command(line)).startsWith(code + " ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTH TLS", "PBSZ 0", "PROT P", "CCC"})
  void withoutTlsTheCommandsAreNotImplemented(String line) throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      client.say(line).expect(502);
      assertThat(client.command("FEAT")).doesNotContain("AUTH").doesNotContain("PROT");
      assertThat(client.command("HELP")).contains("AUTH*").contains("PROT*");
    }
  }

  @Test
  void underTls() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = TlsClient.explicit(ftp, "TLSv1.3")) {
      client.say("AUTH TLS").expect(503);
      client.say("PROT P").expect(503);
      client.say("PBSZ x").expect(501);
      client.say("PBSZ").expect(501);
      assertThat(client.command("PBSZ 16384")).isEqualTo("200 PBSZ=0");
      client.say("PROT S").expect(536);
      client.say("PROT E").expect(536);
      client.say("PROT X").expect(504);
      client.say("PROT").expect(501);
      client.say("prot p").expect(200);
      client.say("PROT C").expect(200);
      client.logIn();
      client.say("CCC").expect(534);
      assertThat(client.command("FEAT"))
          .contains("\n AUTH TLS\n", "\n PBSZ\n", "\n PROT\n")
          .doesNotContain("CCC");
      assertThat(client.command("STAT"))
          .contains("TLSv1.3")
          .contains("data connections not encrypted");
    }
  }

  @ParameterizedTest
  @CsvSource({"TLS, false", "tls-c, false", "SSL, true", "TLS-P, true"})
  void theOldMechanismsProtectDataAsWell(String mechanism, boolean protects) throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = TlsClient.connect(ftp, TestTls.client(), all -> {})) {
      client.say("AUTH " + mechanism).expect(234);
      client.shake();
      client.logIn();
      if (protects) {
        assertThat(client.download("LIST")).isEmpty();
      } else {
        assertThat(client.raw().download("LIST")).isEmpty();
      }
    }
  }
}
