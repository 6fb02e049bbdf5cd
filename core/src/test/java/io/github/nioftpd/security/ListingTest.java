package io.github.nioftpd.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings are finite, and every entry is one line. */
@DisplayName("Deep trees, unusual switches and names in listings")
final class ListingTest {

  @Test
  @DisplayName("A deep tree is listed without deep recursion")
  void aDeepTreeIsListed() throws Exception {
    FileSystem files = TestFtp.memory();
    Path path = files.getPath("/");
    for (int i = 0; i < 1_500; i++) {
      path = path.resolve("d");
      Files.createDirectory(path);
    }
    try (TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.login()) {
      String listing = new String(client.download("LIST -R"), UTF_8);
      assertThat(listing.lines().filter(line -> line.startsWith("./"))).hasSize(1_500);
    }
  }

  @Test
  @DisplayName("Circular links are not followed")
  void circularLinksAreNotFollowed() throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      Files.createDirectory(ftp.path("/a"));
      Files.createSymbolicLink(ftp.path("/a/up"), ftp.path(".."));
      Files.createSymbolicLink(ftp.path("/a/self"), ftp.path("self"));
      Files.createSymbolicLink(ftp.path("/b"), ftp.path("/a"));
      String listing = new String(client.download("LIST -R"), UTF_8);
      assertThat(listing.lines().filter(line -> line.startsWith("./"))).containsExactly("./a:");
      assertThat(client.command("CWD a/self")).matches("(451|550) .*");
      client.say("CWD a/up/a/up/b/up").expect(250);
    }
  }

  @ParameterizedTest
  @DisplayName("A very long run of switches is a name or switches")
  @ValueSource(strings = {"-", "-a", "-a ", "-R ", "-aAlLrRtTSF1 ", "--", "- ", "-C ", "-B"})
  void switchesWithoutEndAreHarmless(String switches) throws Exception {
    String many = switches.repeat(4_000 / switches.length());
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      for (String verb : List.of("LIST", "NLST", "STAT", "MLSD", "MLST")) {
        Duration time =
            Patience.processorTime(
                () -> {
                  String reply = client.command(verb + " " + many);
                  assertThat(reply).as(verb).matches("(?s)(213[ -]|(425|550|501) ).*");
                });
        assertThat(time).isLessThan(Duration.ofSeconds(2));
      }
    }
  }

  @Test
  @DisplayName("A name with LF, CR, or of 255 characters is one line in every listing")
  void everyEntryIsOneLine() throws IOException {
    List<String> names =
        List.of(
            "\n",
            "a\r\n226 forged",
            "\u0000x".substring(1),
            "é".repeat(127),
            "x".repeat(255),
            "-rw-r--r-- 1 a a 0 Jan 01 00:00 b",
            "type=dir; c",
            " ",
            "...",
            "250 End",
            "a\u2028b");
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      for (String name : names) {
        Files.createDirectory(ftp.path("/" + name));
      }
      for (String line : List.of("LIST", "NLST", "MLSD", "NLST -a *", "LIST -a")) {
        String listing = new String(client.download(line), UTF_8);
        assertThat(listing.split("\r\n")).as(line).hasSize(names.size());
        assertThat(listing.replace("\r\n", "")).as(line).doesNotContain("\n", "\r");
      }
      assertThat(client.command("STAT /").split("\n")).hasSize(names.size() + 2);
      String recursive = new String(client.download("LIST -R"), UTF_8);
      assertThat(recursive.replace("\r\n", "")).doesNotContain("\n", "\r");
      assertThat(recursive.split("\r\n")).hasSize(3 * names.size());
    }
  }

  @Test
  @DisplayName("Names of 4,096 bytes are listed or refused, never cut into two lines")
  void veryLongNamesAreOneLine() throws IOException {
    String name = "n".repeat(4_096);
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      Files.createFile(ftp.path("/" + name));
      assertThat(client.download("NLST")).asString(UTF_8).isEqualTo(name + "\r\n");
      for (String line : List.of("LIST", "MLSD", "LIST " + name, "NLST " + name)) {
        assertThat(new String(client.download(line), UTF_8).split("\r\n")).hasSize(1);
      }
      assertThat(client.command("MLST " + name)).endsWith("\n250 End");
      client.say("DELE " + name).expect(250);
    }
  }

  @Test
  @DisplayName("An empty name is the directory or a syntax error")
  void anEmptyNameIsNoFile() throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      for (String verb : Verbs.withPath()) {
        for (String path : List.of("", " ", "/", "//", ".")) {
          assertThat(client.command(Verbs.line(verb, path)))
              .as(verb)
              .matches("(?s)[2345]\\d\\d[ -].*");
        }
        assertThat(client.command(verb)).as(verb).doesNotStartWith("451");
      }
      client.say("NOOP").expect(200);
    }
  }
}
