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

/** Nothing that one user has set is there for the next one. */
@DisplayName("Class 7: state carried across REIN and USER")
final class StateTest {

  @ParameterizedTest
  @ValueSource(strings = {"REIN", "USER user"})
  void allThatWasSetIsForgotten(String line) throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      Files.createDirectory(ftp.path("/d"));
      Files.writeString(ftp.path("/d/a"), "0123456789");
      Files.writeString(ftp.path("/a"), "0123456789");
      assertThat(client.command("CWD d")).startsWith("250");
      assertThat(client.command("TYPE I")).startsWith("200");
      assertThat(client.command("OPTS MLST type;")).startsWith("200");
      assertThat(client.command("RNFR a")).startsWith("350");
      assertThat(client.command("REST 5")).startsWith("350");
      int port = client.passivePort();
      assertThat(client.command("EPSV ALL")).startsWith("200");

      assertThat(client.command(line)).matches("(220|331) .*");
      assertThatThrownBy(() -> client.connect(port)).isInstanceOf(IOException.class);
      assertThat(client.command("RNTO b")).startsWith("530");
      assertThat(client.command("RETR a")).startsWith("530");
      login(client);

      assertThat(client.command("PWD")).startsWith("257 \"/\"");
      assertThat(client.command("RNTO b")).startsWith("503");
      assertThat(client.command("RETR a")).startsWith("425");
      assertThat(client.command("SIZE a")).as("type A again").startsWith("550");
      assertThat(client.command("MLST a")).contains("size=10;");
      assertThat(client.command("PASV")).as("EPSV ALL is over").startsWith("227");
      assertThat(client.command("TYPE I")).startsWith("200");
      assertThat(client.download("RETR a")).hasSize(10);
    }
  }

  private static void login(RawClient client) throws IOException {
    assertThat(client.command("USER user")).startsWith("331");
    assertThat(client.command("PASS secret")).startsWith("230");
  }

  @ParameterizedTest
  @ValueSource(strings = {"REIN", "USER anonymous"})
  void whoLeftMayDoNothing(String line) throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      assertThat(client.command(line)).matches("(220|331) .*");
      for (String verb : "PWD LIST EPSV NOOP".split(" ")) {
        assertThat(client.command(verb)).startsWith(verb.equals("NOOP") ? "200" : "530");
      }
      assertThat(client.command("MKD d")).startsWith("530");
      assertThat(Files.exists(ftp.path("/d"))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"REIN", "USER anonymous"})
  void aTransferThatRunsEndsForItsOwner(String line) throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      java.net.Socket data = client.passive();
      assertThat(client.command("STOR a")).startsWith("150");
      client.send(line + "\r\nMKD d\r\n");
      data.getOutputStream().write(new byte[1000]);
      data.close();
      assertThat(client.reply()).startsWith("226");
      assertThat(client.reply()).matches("(220|331) .*");
      assertThat(client.reply()).startsWith("530");
      assertThat(Files.size(ftp.path("/a"))).isEqualTo(1000);
    }
  }
}
