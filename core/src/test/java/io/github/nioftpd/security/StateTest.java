package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** REIN and USER reset all settings of the session. */
@DisplayName("State carried across REIN and USER")
final class StateTest {

  @ParameterizedTest
  @ValueSource(strings = {"REIN", "USER user"})
  void allSettingsAreReset(String line) throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      Files.createDirectory(ftp.path("/d"));
      Files.writeString(ftp.path("/d/a"), "0123456789");
      Files.writeString(ftp.path("/a"), "0123456789");
      client.say("CWD d").expect(250);
      client.say("TYPE I").expect(200);
      client.say("OPTS MLST type;").expect(200);
      client.say("RNFR a").expect(350);
      client.say("REST 5").expect(350);
      int port = client.passivePort();
      client.say("EPSV ALL").expect(200);

      assertThat(client.command(line)).matches("(220|331) .*");
      assertThatThrownBy(() -> client.connect(port)).isInstanceOf(IOException.class);
      client.say("RNTO b").expect(530);
      client.say("RETR a").expect(530);
      login(client);

      client.say("PWD").expect("257 \"/\"");
      client.say("RNTO b").expect(503);
      client.say("RETR a").expect(425);
      assertThat(client.command("SIZE a")).as("type A again").startsWith("550");
      client.say("MLST a").contains("size=10;");
      assertThat(client.command("PASV")).as("EPSV ALL is reset").startsWith("227");
      client.say("TYPE I").expect(200);
      assertThat(client.download("RETR a")).hasSize(10);
    }
  }

  private static void login(RawClient client) throws IOException {
    client.say("USER user").expect(331);
    client.say("PASS secret").expect(230);
  }

  @ParameterizedTest
  @ValueSource(strings = {"REIN", "USER anonymous"})
  void afterReinOrUserFileCommandsNeedALogin(String line) throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      assertThat(client.command(line)).matches("(220|331) .*");
      for (String verb : "PWD LIST EPSV NOOP".split(" ")) {
        assertThat(client.command(verb)).startsWith(verb.equals("NOOP") ? "200" : "530");
      }
      client.say("MKD d").expect(530);
      assertThat(Files.exists(ftp.path("/d"))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"REIN", "USER anonymous"})
  void aRunningTransferCompletesForItsUser(String line) throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      java.net.Socket data = client.passive();
      client.say("STOR a").expect(150);
      client.send(line + "\r\nMKD d\r\n");
      data.getOutputStream().write(new byte[1000]);
      data.close();
      client.expect(226);
      assertThat(client.reply()).matches("(220|331) .*");
      client.expect(530);
      assertThat(Files.size(ftp.path("/a"))).isEqualTo(1000);
    }
  }
}
