package io.github.nioftpd.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.CountingFileSystem;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An entry without readable attributes, such as a dead mount, does not hide other entries. */
final class UnreadableEntryTest {

  private final FileSystem memory = TestFtp.memory();
  private final CountingFileSystem files = new CountingFileSystem(memory);

  @BeforeEach
  void fill() throws IOException {
    for (String name : new String[] {"/a", "/dead1", "/dead2", "/d", "/d/dead3", "/d/e", "/z"}) {
      Files.createDirectories(memory.getPath(name));
    }
  }

  private void fail(String failure) {
    files.whenAsked(
        (question, path) -> {
          if (!path.toString().contains("dead")) {
            return;
          }
          switch (failure) {
            case "io" -> throw new IOException("dead");
            case "errno" ->
                throw new FileSystemException("/dead", null, "Transport endpoint is not connected");
            case "security" -> throw new SecurityException("dead");
            default -> throw new NoSuchFileException("/dead");
          }
        });
  }

  private List<String> list(RawClient client, String command) throws IOException {
    String lines =
        command.startsWith("STAT")
            ? client.command(command).replaceAll("(?m)^213.*\n?", "")
            : new String(client.download(command), UTF_8);
    return lines.lines().map(line -> line.replaceFirst(".* ", "")).sorted().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "LIST, io",
    "LIST, errno",
    "LIST, security",
    "MLSD, io",
    "MLSD, security",
    "STAT /, io",
    "STAT /, errno",
    "STAT /, security"
  })
  void theOthersAreListedAndOneWarningIsLogged(String command, String failure) throws Exception {
    fail(failure);
    try (TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.login();
        LogCapture log = new LogCapture()) {
      assertThat(list(client, command)).containsExactly("a", "d", "z");
      client.say("NOOP").expect(200);
      assertThat(log.lines())
          .filteredOn(line -> line.startsWith("WARN"))
          .singleElement()
          .asString()
          .contains("cannot read", "which is not listed", "dead");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LIST", "MLSD", "STAT /"})
  void anEntryDeletedMeanwhileIsOmittedSilently(String command) throws Exception {
    fail("gone");
    try (TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.login();
        LogCapture log = new LogCapture()) {
      assertThat(list(client, command)).containsExactly("a", "d", "z");
      assertThat(log.lines()).noneMatch(line -> line.startsWith("WARN"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"io", "security"})
  void nlstReadsNoAttributes(String failure) throws Exception {
    fail(failure);
    try (TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.login()) {
      assertThat(list(client, "NLST")).containsExactly("a", "d", "dead1", "dead2", "z");
    }
  }

  @ParameterizedTest
  @CsvSource({"LIST -R, io", "LIST -R, security", "NLST -R, errno"})
  void aRecursiveListingContinuesElsewhere(String command, String failure) throws Exception {
    fail(failure);
    try (TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.login();
        LogCapture log = new LogCapture()) {
      assertThat(list(client, command)).contains("a", "d", "z", "./d:", "e", "./d/e:");
      assertThat(log.lines()).filteredOn(line -> line.startsWith("WARN")).hasSize(1);
    }
  }

  @Test
  void anUnreadableEntryRequestedByNameIsAnError() throws Exception {
    Files.createFile(memory.getPath("/file"));
    files.whenAsked(
        (question, path) -> {
          if (question.equals("attributes") && path.endsWith("file")) {
            throw new IOException("dead");
          }
        });
    try (TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.login()) {
      client.say("STAT file").expect(451);
      try (Socket data = client.passive()) {
        client.say("LIST file").expect(150);
        client.expect(451);
        assertThat(data.isConnected()).isTrue();
      }
    }
  }
}
