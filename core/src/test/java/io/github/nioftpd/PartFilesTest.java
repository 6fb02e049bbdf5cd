package io.github.nioftpd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.fs.PartFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Part files: hidden from clients, and removed if a crash left them. */
final class PartFilesTest {

  private static final Duration LONG = Duration.ofDays(2);

  private TestFtp ftp;
  private RawClient client;
  private int number;

  @BeforeEach
  void start() throws IOException {
    ftp = TestFtp.start();
    client = ftp.login();
    Files.createDirectory(ftp.path("/d"));
    Files.writeString(ftp.path("/d/file"), "x");
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    ftp.close();
  }

  private Path part(String directory, Duration age) throws IOException {
    return part(directory, ".nioftpd-%016x.part".formatted(number++), age);
  }

  private Path part(String directory, String name, Duration age) throws IOException {
    Path part = ftp.path(directory + "/" + name);
    Files.writeString(part, "half");
    Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(age)));
    return part;
  }

  @Test
  void noListingShowsPartFiles() throws IOException {
    Path part = part("/d", Duration.ZERO);
    for (String line :
        List.of(
            "LIST d", "LIST -a d", "LIST -R", "NLST d", "NLST -a d/*", "NLST d/.n*", "MLSD d")) {
      assertThat(new String(client.download(line), UTF_8)).as(line).doesNotContain(".part");
    }
    assertThat(client.command("STAT d")).contains("file").doesNotContain(".part");
    assertThat(part).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RETR",
        "STOR",
        "APPE",
        "SIZE",
        "MDTM",
        "MLST",
        "DELE",
        "RNFR",
        "RNTO",
        "MKD",
        "RMD",
        "CWD",
        "MFMT 20200101000000",
        "SITE CHMOD 600",
        "SITE CPFR",
        "LIST",
        "NLST",
        "MLSD",
        "STAT"
      })
  void noCommandAcceptsNamesOfPartFiles(String verb) throws IOException {
    Path part = part("/d", Duration.ZERO);
    Object time = Files.getLastModifiedTime(part);
    client.passivePort();
    if (verb.equals("RNTO")) {
      client.say("RNFR d/file").expect(350);
    }
    for (String name : List.of(part.toString(), "d/.NIOFTPD-1.PART", "d/.nioftpd-1.part")) {
      client.say(verb + " " + name).expect(553);
    }
    assertThat(part).hasContent("half");
    assertThat(Files.getLastModifiedTime(part)).isEqualTo(time);
    assertThat(ftp.path("/d/file")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"LIST d", "NLST d", "MLSD d", "LIST d/*", "LIST -R"})
  void aListingRemovesOldPartFiles(String line) throws IOException {
    Path old = part("/d", LONG);
    Path young = part("/d", Duration.ofHours(23));
    client.download(line);
    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void statRemovesOldPartFiles() throws IOException {
    Path old = part("/d", LONG);
    client.say("STAT d").expect(213);
    assertThat(old).doesNotExist();
  }

  @Test
  void aDirectoryWithOnlyOldPartFilesIsRemoved() throws IOException {
    Files.createDirectory(ftp.path("/e"));
    part("/e", LONG);
    part("/e", Duration.ofMinutes(10)); // longer than any transfer may stall
    client.say("RMD e").expect(250);
    assertThat(ftp.path("/e")).doesNotExist();
  }

  @Test
  void aDirectoryWithARunningUploadIsNotRemoved() throws IOException {
    Files.createDirectory(ftp.path("/e"));
    Path old = part("/e", LONG);
    Path running = part("/e", Duration.ZERO);
    client.say("RMD e").expect(550);
    assertThat(old).exists();
    assertThat(running).exists();
  }

  @Test
  void partFilesOfThisProcessStayAtAnyAge() throws IOException {
    Files.createDirectory(ftp.path("/e"));
    Path copying = part("/e", PartFile.name(), LONG);
    client.say("RMD e").expect(550);
    client.download("LIST e");
    assertThat(copying).exists();
  }

  @Test
  void aDirectoryWithAFileIsNotRemoved() throws IOException {
    Path old = part("/d", LONG);
    client.say("RMD d").expect(550);
    assertThat(old).exists();
    assertThat(ftp.path("/d/file")).exists();
  }
}
