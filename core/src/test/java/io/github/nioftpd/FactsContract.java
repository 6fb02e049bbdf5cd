package io.github.nioftpd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command reports the same facts of a file, in any time zone and locale of the server. Every
 * backend runs these tests by extending this class.
 */
@Isolated
public abstract class FactsContract {

  private static final Instant NOW = Instant.parse("2024-07-01T12:00:00Z");
  private static final Instant RECENT = Instant.parse("2024-05-06T20:08:09Z");
  private static final Instant OLD = Instant.parse("2010-12-31T20:00:01Z");

  private final TimeZone zoneBefore = TimeZone.getDefault();
  private final Locale localeBefore = Locale.getDefault();
  private FileSystem fileSystem;

  /** Opens an empty, writable file system; the contract closes it. */
  protected abstract FileSystem open() throws IOException;

  @BeforeEach
  void fill() throws IOException {
    fileSystem = open();
    Files.writeString(fileSystem.getPath("/recent"), "12345");
    Files.writeString(fileSystem.getPath("/old"), "");
    Files.createDirectory(fileSystem.getPath("/dir"));
    date("/recent", RECENT);
    date("/old", OLD);
    date("/dir", RECENT);
  }

  private void date(String path, Instant instant) throws IOException {
    Files.setLastModifiedTime(fileSystem.getPath(path), FileTime.from(instant));
  }

  @AfterEach
  void close() throws IOException {
    TimeZone.setDefault(zoneBefore);
    Locale.setDefault(localeBefore);
    if (fileSystem != null) { // null where a program is not installed and the test was skipped
      fileSystem.close();
    }
  }

  static Stream<Arguments> places() {
    return Stream.of("UTC", "America/New_York", "Asia/Kolkata")
        .flatMap(
            zone ->
                Stream.of("de-DE", "tr-TR", "ar-EG-u-nu-arab")
                    .map(locale -> arguments(zone, locale)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void timesAreInGmtWhereverTheServerRuns(String zone, String locale) throws IOException {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    Locale.setDefault(Locale.forLanguageTag(locale));
    try (TestFtp ftp = serve(ZoneOffset.UTC, false);
        RawClient client = ftp.login()) {
      assertTimes(client, "recent", "20240506200809", "May 06 20:08");
      assertTimes(client, "old", "20101231200001", "Dec 31  2010");
    }
  }

  @ParameterizedTest
  @MethodSource("places")
  void allTimesAreInTheZoneThatIsConfigured(String zone, String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    Map<String, List<String>> expected =
        Map.of(
            "UTC",
            List.of("20240506200809", "May 06 20:08", "20101231200001", "Dec 31  2010"),
            "America/New_York",
            List.of("20240506160809", "May 06 16:08", "20101231150001", "Dec 31  2010"),
            "Asia/Kolkata",
            List.of("20240507013809", "May 07 01:38", "20110101013001", "Jan 01  2011"));
    List<String> texts = expected.get(zone);
    try (TestFtp ftp = serve(ZoneId.of(zone), true);
        RawClient client = ftp.login()) {
      assertTimes(client, "recent", texts.get(0), texts.get(1));
      assertTimes(client, "old", texts.get(2), texts.get(3));
    }
  }

  private TestFtp serve(ZoneId zone, boolean configured) throws IOException {
    return TestFtp.start(
        fileSystem,
        builder -> (configured ? builder.zone(zone) : builder).clock(InstantSource.fixed(NOW)));
  }

  /** Asserts the time that each command reports, before and after MFMT sets the same time. */
  private static void assertTimes(RawClient client, String file, String timeVal, String listTime)
      throws IOException {
    for (int i = 0; i < 2; i++) {
      String line = " " + listTime + " " + file;
      assertThat(client.command("MDTM " + file)).isEqualTo("213 " + timeVal);
      assertThat(facts(client.command("MLST " + file))).containsEntry("modify", timeVal);
      assertThat(listed(client, "MLSD").get(file)).containsEntry("modify", timeVal);
      assertThat(client.command("STAT /")).contains(line + "\n");
      assertThat(client.command("STAT " + file)).contains(line + "\n");
      assertThat(new String(client.download("LIST"), UTF_8)).contains(line + "\r\n");
      assertThat(new String(client.download("LIST " + file), UTF_8)).contains(line + "\r\n");
      assertThat(client.command("MFMT " + timeVal + " " + file))
          .isEqualTo("213 Modify=" + timeVal + "; /" + file);
    }
  }

  @Test
  void listingAndMlstReportTheSameFacts() throws IOException {
    try (TestFtp ftp = serve(ZoneOffset.UTC, false);
        RawClient client = ftp.login()) {
      client.command("OPTS MLST " + allFacts(client));
      Map<String, Map<String, String>> listed = listed(client, "MLSD");
      assertThat(listed).containsOnlyKeys("recent", "old", "dir");
      for (String name : listed.keySet()) {
        assertThat(facts(client.command("MLST /" + name))).isEqualTo(listed.get(name));
      }
      assertThat(listed.get("recent")).containsEntry("size", "5").containsEntry("type", "file");
      assertThat(listed.get("old")).containsEntry("size", "0").containsEntry("perm", "adfrw");
      assertThat(listed.get("dir")).containsEntry("type", "dir").doesNotContainKey("size");
    }
  }

  /** All facts that FEAT lists. */
  private static String allFacts(RawClient client) throws IOException {
    return client
        .command("FEAT")
        .lines()
        .filter(line -> line.startsWith(" MLST "))
        .findFirst()
        .orElseThrow()
        .substring(6)
        .replace("*", "");
  }

  @Test
  void uniqueIsTheSameUnderANewNameAndDifferentForAnotherFile() throws IOException {
    try (TestFtp ftp = serve(ZoneOffset.UTC, false);
        RawClient client = ftp.login()) {
      String before = unique(client, "recent");
      assertThat(listed(client, "MLSD").get("recent")).containsEntry("unique", before);
      assertThat(unique(client, "old")).isNotEqualTo(before);
      assertThat(unique(client, "dir")).isNotEqualTo(before);
      client.say("RNFR recent").expect(350);
      client.say("RNTO dir/moved").expect(250);
      assertUniqueAfterRename(before, unique(client, "dir/moved"));
      assertThat(listed(client, "MLSD dir").get("moved"))
          .containsEntry("unique", unique(client, "dir/moved"));
      client.say("MKD Aa").expect(257);
      client.say("MKD BB").expect(257); // the same by String.hashCode()
      assertThat(unique(client, "Aa")).isNotEqualTo(unique(client, "BB"));
    }
  }

  /** Asserts that UNIQUE survives a rename; overridden where it is derived from the path. */
  protected void assertUniqueAfterRename(String before, String after) {
    assertThat(after).isEqualTo(before);
  }

  private static String unique(RawClient client, String name) throws IOException {
    return facts(client.command("MLST " + name)).get("unique");
  }

  @Test
  void permReflectsThePermissionsOfTheAccount() throws IOException {
    try (TestFtp ftp = serve(ZoneOffset.UTC, false);
        RawClient client = ftp.login()) {
      assertThat(listed(client, "MLSD").get("old")).containsEntry("perm", "adfrw");
      assertThat(listed(client, "MLSD").get("dir")).containsEntry("perm", "cdeflmp");
      client.say("USER anonymous").expect(331);
      client.say("PASS x").expect(230);
      assertThat(listed(client, "MLSD").get("old")).containsEntry("perm", "r");
      assertThat(listed(client, "MLSD").get("dir")).containsEntry("perm", "el");
      assertThat(facts(client.command("MLST dir"))).containsEntry("perm", "el");
    }
  }

  /** The facts of each listed name. */
  private static Map<String, Map<String, String>> listed(RawClient client, String command)
      throws IOException {
    Map<String, Map<String, String>> all = new HashMap<>();
    for (String line : new String(client.download(command), UTF_8).split("\r\n")) {
      all.put(line.split(" ", 2)[1], parse(line.split(" ", 2)[0]));
    }
    return all;
  }

  private static Map<String, String> facts(String reply) {
    String[] lines = reply.split("\n");
    assertThat(lines).as(reply).hasSize(3);
    return parse(lines[1].substring(1).split(" ", 2)[0]);
  }

  private static Map<String, String> parse(String facts) {
    Map<String, String> all = new HashMap<>();
    for (String fact : facts.split(";")) {
      all.put(fact.split("=", 2)[0], fact.split("=", 2)[1]);
    }
    return all;
  }
}
