package io.github.nioftpd.example;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.fs.Backend;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example of docs/backends.md works over FTP as documented. */
class ZonesBackendTest {

  private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

  @Test
  void allTimeZonesAreServed() throws IOException {
    try (FileSystem zones = new ZonesFileSystem(InstantSource.fixed(NOON));
        TestFtp ftp = TestFtp.start(zones, builder -> builder);
        RawClient client = ftp.loginBinary()) {
      client.say("CWD Europe").expect(250);
      assertThat(text(client.download("NLST"))).contains("Berlin\r\n", "Lisbon\r\n");
      assertThat(text(client.download("RETR Berlin")))
          .isEqualTo("2026-07-01T14:00+02:00[Europe/Berlin]\n");
      client.say("REST 11").expect(350);
      assertThat(text(client.download("RETR Berlin"))).isEqualTo("14:00+02:00[Europe/Berlin]\n");
      assertThat(client.command("MDTM Berlin")).isEqualTo("213 20260701120000");
      client.say("SIZE Atlantis").expect(550);
      client.say("CWD ..").expect(250);
      assertThat(text(client.download("MLSD"))).contains("type=dir;", "perm=el;", " Europe\r\n");
    }
  }

  @Test
  void everyChangeIsRefused() throws IOException {
    try (FileSystem zones = new ZonesFileSystem(InstantSource.fixed(NOON));
        TestFtp ftp = TestFtp.start(zones, builder -> builder);
        RawClient client = ftp.login()) {
      for (String command :
          new String[] {
            "DELE UTC", "MKD Atlantis", "RMD Europe", "RNFR UTC", "MFMT 20260101000000 UTC"
          }) {
        client.say(command).expect("550 This cannot be changed: it is read-only or a mount point.");
      }
      assertThat(client.command("FEAT")).contains("SIZE").doesNotContain("MFMT", "SITE");
      client.say("MLST UTC").contains("perm=r;");
    }
  }

  @Test
  void theBackendOpensThem() throws IOException {
    Backend backend = new ZonesBackend();
    try (FileSystem zones = backend.open(URI.create("zones:/"), Map.of())) {
      assertThat(zones).hasToString("the clocks of the world");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> backend.open(URI.create("zones:/"), Map.of("colour", "red")))
        .withMessageContaining("colour");
  }

  @Test
  void thePageShowsTheWholeExample() throws IOException {
    String page = Files.readString(Path.of("../docs/backends.md"));
    long lines = 0;
    for (String name : List.of("ZonesBackend", "ZonesFileSystem")) {
      String source =
          Files.readString(Path.of("src/test/java/io/github/nioftpd/example/" + name + ".java"));
      lines += source.lines().count();
      assertThat(page).contains(source.substring(source.indexOf("final class " + name)));
    }
    assertThat(lines).isLessThan(120);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, US_ASCII);
  }
}
