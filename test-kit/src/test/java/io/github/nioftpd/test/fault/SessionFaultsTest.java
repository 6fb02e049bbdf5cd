package io.github.nioftpd.test.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPClientConfig;
import org.apache.commons.net.ftp.FTPFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Missing features, and listings of other servers. */
final class SessionFaultsTest {

  private static final Instant TIME = Instant.parse("2026-04-27T21:09:00Z");

  private FaultyFtp server;
  private Faults faults;

  @BeforeEach
  void start() throws Exception {
    server = FaultyFtp.start();
    faults = server.faults();
    server.file("/in/a.txt", "hello".getBytes());
    server.file("/in/b c.txt", new byte[1234]);
    Files.createDirectory(server.ftp().path("/in/dir"));
    for (String path : List.of("/in/a.txt", "/in/b c.txt", "/in/dir")) {
      Files.setLastModifiedTime(server.ftp().path(path), FileTime.from(TIME));
    }
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "MLSD, MLST, MLSD /in, 500",
    "MLST, MLST, MLST /in, 500",
    "MLST, MLST, OPTS MLST size;, 501",
    "EPSV, EPSV, EPSV, 500",
    "UTF8, UTF8, OPTS UTF8 ON, 501",
    "MFMT, MFMT, MFMT 20260101000000 /in/a.txt, 500",
    "SIZE, SIZE, SIZE /in/a.txt, 500",
    "MDTM, MDTM, MDTM /in/a.txt, 500",
    "REST, REST STREAM, REST 5, 500",
    "TVFS, TVFS, NOOP, 200",
  })
  void aMissingFeatureIsNotListedAndItsCommandFails(
      String feature, String line, String command, int code) throws Exception {
    try (RawClient before = server.login()) {
      before.say("FEAT").expect(211).contains("\n " + line);
      faults.onConnect().thenWithoutFeature(feature);
      before.say("FEAT").expect(211).contains("\n " + line);
      try (RawClient client = server.login()) {
        assertThat(client.command("FEAT")).startsWith("211-").doesNotContain("\n " + line);
        client.say(command).expect(code);
        faults.clear();
        client.say("FEAT").expect(211).contains("\n " + line);
      }
    }
  }

  @Test
  void commonsNetDoesWithoutFeatures() throws Exception {
    faults.onConnect().thenWithoutFeature("MLSD");
    faults.onConnect().thenWithoutFeature("MFMT");
    FTPClient client = server.commonsNet();
    assertThat(client.hasFeature("MLST")).isFalse();
    assertThat(client.hasFeature("SIZE")).isTrue();
    assertThat(client.mlistDir("/in")).isEmpty();
    assertThat(client.setModificationTime("/in/a.txt", "20260101000000")).isFalse();
    assertThat(client.listFiles("/in")).hasSize(3);
    client.disconnect();
  }

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"IIS", "IIS_LONG_YEAR", "IIS_24_HOURS", "UNIX_ISO"})
  void commonsNetParsesTheListingOfAnotherServer(Dialect dialect) throws Exception {
    faults.onConnect().thenListing(dialect);
    FTPClient client = new FTPClient();
    if (dialect == Dialect.IIS_LONG_YEAR) {
      client.configure(new FTPClientConfig(FTPClientConfig.SYST_NT, "MM-dd-yyyy hh:mma", null));
    } else if (dialect == Dialect.UNIX_ISO) {
      client.configure(new FTPClientConfig(FTPClientConfig.SYST_UNIX, "yyyy-MM-dd HH:mm", null));
    }
    server.login(client);
    assertThat(client.getSystemType()).isEqualTo(dialect.system());
    FTPFile[] files = client.listFiles("/in");
    assertThat(Arrays.stream(files).map(FTPFile::getName))
        .containsExactly("a.txt", "b c.txt", "dir");
    assertThat(files[1].getSize()).isEqualTo(1234);
    assertThat(files[2].isDirectory()).isTrue();
    assertThat(
            files[0]
                .getTimestamp()
                .toInstant()
                .atZone(files[0].getTimestamp().getTimeZone().toZoneId())
                .toLocalDateTime())
        .isEqualTo(TIME.atZone(ZoneOffset.UTC).toLocalDateTime());
    client.disconnect();
  }

  private String list(RawClient client, String command) throws Exception {
    return new String(client.download(command), UTF_8);
  }

  @Test
  void theListingOfIis() throws Exception {
    faults.onConnect().thenListing(Dialect.IIS);
    try (RawClient client = server.login()) {
      client.say("SYST").expect("215 Windows_NT");
      client.say("CWD /in").expect(250);
      String all =
          """
          04-27-26  09:09PM                    5 a.txt\r
          04-27-26  09:09PM                 1234 b c.txt\r
          04-27-26  09:09PM       <DIR>          dir\r
          """;
      assertThat(list(client, "LIST")).isEqualTo(all);
      assertThat(list(client, "LIST -la")).isEqualTo(all);
      assertThat(list(client, "LIST /in/b*"))
          .isEqualTo("04-27-26  09:09PM                 1234 b c.txt\r\n");
      assertThat(list(client, "LIST a.txt"))
          .isEqualTo("04-27-26  09:09PM                    5 a.txt\r\n");
      assertThat(list(client, "NLST")).as("other listings stay").startsWith("a.txt\r\n");
      faults.clear();
      assertThat(list(client, "LIST")).startsWith("-rw");
      client.say("SYST").expect("215 UNIX");
    }
  }

  @Test
  void aListingWithOddDatesAndSizes() throws Exception {
    faults.onConnect().thenListing(Dialect.UNIX_ODD);
    try (RawClient client = server.login()) {
      assertThat(list(client, "LIST /in"))
          .isEqualTo(
              """
              -rw-r--r--   1 owner    group    5000000000000 Feb 29  2024 a.txt\r
              -rw-r--r--   1 owner    group               0 Dec 31  2099 b c.txt\r
              drwxr-xr-x   1 owner    group      4294967297 Jan  1  1970 dir\r
              """);
    }
    FTPClient commons = server.commonsNet();
    FTPFile[] files = commons.listFiles("/in");
    assertThat(files[0].getSize()).isEqualTo(5_000_000_000_000L);
    commons.disconnect();
  }
}
