package io.github.nioftpd.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.listing.Glob;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cost of wildcards is bounded for any pattern. */
@DisplayName("Expensive wildcards and endless listings")
final class GlobTest {

  @Test
  @Tag("soak")
  @DisplayName("A directory of 100,001 names: wildcards, STAT and LIST -R")
  void wildcardsInALargeDirectoryTakeBoundedTime() throws Exception {
    FileSystem files = TestFtp.memory();
    for (int i = 0; i <= 100_000; i++) {
      Files.createFile(files.getPath("/" + "a".repeat(20) + i));
    }
    try (TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.login()) {
      assertThat(client.download("NLST *a*9999")).asString(UTF_8).hasLineCount(10);
      Duration usual = processorTime(client, "NLST *zz");
      for (String glob : new String[] {"*a*a*a*a*b", "*a".repeat(100) + "b"}) {
        assertThat(processorTime(client, "NLST " + glob))
            .as(glob)
            .isLessThan(usual.multipliedBy(10).plusSeconds(1));
      }
      assertThat(client.command("STAT /"))
          .endsWith("entries; use LIST for all.")
          .hasLineCount(1_002);
      try (Socket data = client.passive()) {
        client.say("LIST -R").expect(150);
        assertThatThrownBy(() -> data.getInputStream().readAllBytes())
            .hasMessage("Connection reset");
        client.expect(451);
      }
    }
  }

  private static Duration processorTime(RawClient client, String line) throws Exception {
    return Patience.processorTime(() -> assertThat(client.download(line)).isEmpty());
  }

  @Test
  void theWorstPatternOnTheLongestNameIsFast() throws Exception {
    String name = "a".repeat(255);
    for (String pattern :
        new String[] {
          "*" + "a".repeat(127) + "b", "*a".repeat(127), "*[a-z]".repeat(42) + "b", "[".repeat(255),
        }) {
      Glob glob = Glob.of(pattern).orElseThrow();
      Duration time =
          Patience.processorTime(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  glob.matches(name);
                }
              });
      assertThat(time).as(pattern).isLessThan(Duration.ofSeconds(5));
    }
    assertThat(Glob.of("*".repeat(256))).isEmpty();
  }

  @Test
  void bracketsWithoutAnEndCostNoMoreThanLetters() {
    Glob letters = Glob.of("*" + "a".repeat(126) + "b").orElseThrow();
    Glob brackets = Glob.of("*" + "[".repeat(126) + "b").orElseThrow();
    long bracketsTime = Long.MAX_VALUE;
    long lettersTime = Long.MAX_VALUE;
    for (int i = 0; i < 8; i++) { // the best of them is from compiled code
      bracketsTime = Math.min(bracketsTime, processorTime(brackets, "[".repeat(246)));
      lettersTime = Math.min(lettersTime, processorTime(letters, "a".repeat(246)));
    }
    assertThat(bracketsTime).isLessThan(3 * lettersTime / 2);
  }

  /** The processor time of 1,000 comparisons without a match, in nanoseconds. */
  private static long processorTime(Glob glob, String name) {
    long before = Descriptors.processorTime();
    for (int i = 0; i < 1_000; i++) {
      assertThat(glob.matches(name)).isFalse();
    }
    return Descriptors.processorTime() - before;
  }

  @ParameterizedTest
  @ValueSource(strings = {"STAT {*/../*}", "STAT *", "STAT */../*/../*", "STAT [a]", "STAT ?"})
  void statDoesNotExpandWildcards(String line) throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      Files.createFile(ftp.path("/a"));
      client.say(line).expect(550);
    }
  }

  @Test
  void wildcardsBeforeTheLastSlashAreNames() throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      Files.createDirectory(ftp.path("/d"));
      Files.createFile(ftp.path("/d/a"));
      assertThat(client.download("NLST */../*")).asString(UTF_8).isEqualTo("*/../d\r\n");
      client.passivePort();
      client.say("NLST */*").expect(550);
      client.say("NLST {a,b}{a,b}{a,b}").expect(550);
    }
  }
}
