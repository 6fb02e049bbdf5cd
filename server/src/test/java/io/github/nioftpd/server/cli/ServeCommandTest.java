package io.github.nioftpd.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.server.logs.Logs;
import io.github.nioftpd.server.run.ConfiguredServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The effect of options on the server. */
final class ServeCommandTest {

  /** An action with a client of the server. */
  @FunctionalInterface
  private interface Act {
    void on(RawClient client) throws IOException;
  }

  private static void with(Act act, String... arguments) throws IOException {
    ServeCommand command = new ServeCommand();
    List<String> line = new ArrayList<>(List.of("memory:?size=1m", "-p", "0"));
    line.addAll(List.of(arguments));
    Commands.commandLine(command).parseArgs(line.toArray(String[]::new));
    try (Logs logs = Logs.unattached(List.of());
        ConfiguredServer server =
            new ConfiguredServer(Optional.empty(), command.configuration(), logs);
        RawClient client = new RawClient(server.server().address())) {
      act.on(client);
    }
  }

  private static void login(RawClient client, String user, String password) throws IOException {
    client.expect(220);
    client.say("USER " + user).expect(331);
    client.say("PASS " + password).expect(230);
  }

  @Test
  void anonymousReadsAndDoesNotWrite() throws IOException {
    with(
        client -> {
          login(client, "anonymous", "x");
          client.say("PWD").expect("257 \"/\"");
          client.say("MKD /d").expect(550);
        });
  }

  @Test
  void theQueryOfALocationOverridesTheDefaults(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("file"), "x");
    Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
    for (boolean follows : new boolean[] {true, false}) {
      with(
          client -> {
            login(client, "anonymous", "x");
            client.say("TYPE I").expect(200);
            client.say("SIZE /m/file").expect(213);
            client.say("SIZE /m/link").expect(follows ? 213 : 550);
          },
          "--mount",
          "/m=" + directory.toUri() + "?symlinks=" + (follows ? "within-root" : "none"));
    }
  }

  @Test
  void anonymousWritesWhenAllowed() throws IOException {
    with(
        client -> {
          login(client, "ftp", "x");
          client.upload("STOR /a", "content".getBytes(UTF_8));
          client.say("SITE CHMOD 600 /a").expect("2");
          client.command("TYPE I");
          assertThat(client.download("RETR /a")).asString(UTF_8).isEqualTo("content");
        },
        "-w");
  }

  @Test
  void onlyTheNamedUserCanLogIn() throws IOException {
    with(
        client -> {
          login(client, "bob", "secret");
          client.say("MKD /d").expect(550);
        },
        "-u",
        "bob",
        "-P",
        "secret");
  }

  @Test
  void nameAndPasswordOfTheUserAreComparedExactly() throws IOException {
    for (String[] wrong :
        new String[][] {
          {"bob", "secret"}, {"bob", ""}, {"Bob", "s\u00e9cret"}, {"anonymous", "s\u00e9cret"}
        }) {
      with(
          client -> {
            client.expect(220);
            assertThat(client.command("USER " + wrong[0])).startsWith("331");
            assertThat(client.command("PASS " + wrong[1])).startsWith("5");
          },
          "-u",
          "bob",
          "-P",
          "s\u00e9cret");
    }
  }

  @Test
  void theBannerGreets() throws IOException {
    with(
        client -> assertThat(client.reply()).isEqualTo("220 Hello there."),
        "--banner",
        "Hello there.");
  }

  @Test
  void theNatAddressIsInTheReplyToPasv() throws IOException {
    with(
        client -> {
          login(client, "anonymous", "x");
          client.say("PASV").expect(227).contains("192,0,2,7");
        },
        "-n",
        "192.0.2.7");
  }

  @Test
  void moreSessionsThanAllowedAreRefused() throws IOException {
    with(
        client -> {
          client.expect(220);
          try (RawClient second =
              new RawClient(
                  (java.net.InetSocketAddress) client.socket().getRemoteSocketAddress())) {
            second.expect(421);
          }
        },
        "--max-cons",
        "1");
  }
}
