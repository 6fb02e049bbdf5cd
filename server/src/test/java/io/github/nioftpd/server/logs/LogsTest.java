package io.github.nioftpd.server.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.event.FtpEvent.Transfer;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.binding.ConfigurationFile;
import io.github.nioftpd.server.events.EventPaths;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as JSON and in xferlog format. */
final class LogsTest {

  @TempDir Path directory;

  private static Client client(String user) throws Exception {
    InetAddress address = InetAddress.getByName("192.0.2.7");
    return new Client(42, new InetSocketAddress(address, 1234), user);
  }

  private static FtpEvent uploaded(String user, String path) throws Exception {
    Transfer transfer =
        new Transfer("STOR", EventPaths.path(path), false, 1500, Duration.ofMillis(2600));
    return new FtpEvent.Uploaded(client(user), transfer);
  }

  private List<String> logged(String format, FtpEvent... events) throws Exception {
    Path file = directory.resolve("log");
    Configuration configuration =
        ConfigurationFile.load(
            Files.writeString(
                directory.resolve("f.yaml"),
                "anonymous: {home: 'memory:'}\nlog: {to: file, file: log, format: "
                    + format
                    + "}"));
    try (Logs logs = Logs.unattached(configuration.log())) {
      for (FtpEvent event : events) {
        logs.event(event);
      }
    }
    return Files.readAllLines(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\n230 ok",
        "\u001b[2Jx",
        "a\u2028b",
        "\u202Egpj.exe",
        "\"},{\"x\":\"",
        "\\",
        "{}",
        "\ud800",
        "\u0000",
        "😀"
      })
  void aNameIsOneStringOnOneLine(String name) throws Exception {
    List<String> lines = logged("json", new FtpEvent.LoginFailed(client(""), name));
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).matches("[\\x20-\\x7e😀]+");
    JsonObject object = JsonParser.parseString(lines.getFirst()).getAsJsonObject();
    assertThat(object.get("name").getAsString()).isEqualTo(name);
    assertThat(object.get("event").getAsString()).isEqualTo("login-failed");
    assertThat(object.get("session").getAsLong()).isEqualTo(42);
    assertThat(Instant.parse(object.get("time").getAsString())).isBeforeOrEqualTo(Instant.now());
  }

  @Test
  void anEventIsAnObject() throws Exception {
    assertThat(logged("json", uploaded("bob", "/a b")))
        .singleElement()
        .asString()
        .matches(
            "\\{\"event\":\"upload\",\"time\":\"[^\"]+Z\",\"session\":42,\"remote\":\"192.0.2.7\",\"port\":1234,\"user\":\"bob\",\"verb\":\"STOR\",\"path\":\"/a"
                + " b\",\"ascii\":false,\"bytes\":1500,\"milliseconds\":2600,\"location\":\"memory:/a%20b\"}");
  }

  @Test
  void onlyTransfersAreLinesOfXferlog() throws Exception {
    Path name = EventPaths.path("/a\nb c\u202E");
    Transfer read = new Transfer("RETR", name, true, 7, Duration.ofMillis(3));
    List<String> lines =
        logged(
            "xferlog",
            new FtpEvent.LoggedIn(client("bob")),
            uploaded("bob", "/file"),
            new FtpEvent.TransferFailed(client("anonymous"), read, 426, "Aborted."),
            EventPaths.deleted(client("bob"), "/file"));
    String time = "[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8} [0-9]{4} ";
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).matches(time + "3 192\\.0\\.2\\.7 1500 /file b _ i r bob ftp 0 \\* c");
    assertThat(lines.get(1))
        .matches(time + "1 192\\.0\\.2\\.7 7 /a_b_c_ a _ o a anonymous ftp 0 \\* i");
    assertThat(lines).allSatisfy(line -> assertThat(line.split(" +")).hasSize(18));
  }
}
