package io.github.nioftpd.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.TestFtp;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.outcome.Transfer;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.TestSession;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that use a data connection, until the transfer begins. */
final class TransferCommandsTest {

  private final FileSystem fileSystem = TestFtp.memory();
  private Session session;

  @BeforeEach
  void fill() throws IOException {
    session = TestSession.of(fileSystem);
    session.parameters().ascii(false);
    Files.writeString(path("/f"), "12345");
    Files.createDirectory(path("/d"));
  }

  @AfterEach
  void close() throws IOException {
    fileSystem.close();
  }

  private Path path(String text) {
    return fileSystem.getPath(text);
  }

  private Transfer transfer(Command command, String argument) throws IOException {
    return (Transfer) TestSession.run(session, command, argument);
  }

  @Test
  void retrReportsTheSizeAndThePath() throws IOException {
    try (Transfer transfer = transfer(new Retr(), "d/../f")) {
      assertThat(transfer.opening()).contains("5 bytes");
      assertThat(transfer.file()).hasToString("Optional[/f]");
    }
  }

  @Test
  void theRestOffsetIsResetEvenIfTheFileIsMissing() throws IOException {
    session.parameters().restartAt(3);
    assertThatThrownBy(() -> TestSession.run(session, new Retr(), "missing"))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> TestSession.run(session, new Stor(), "missing/f"))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(TestSession.restartOffset(session)).isZero();
  }

  @Test
  void anOffsetBeyondTheEndIsRefused() {
    session.parameters().restartAt(6);
    assertThatThrownBy(() -> TestSession.run(session, new Retr(), "f"))
        .hasMessageStartingWith("554");
    session.parameters().restartAt(6);
    assertThatThrownBy(() -> TestSession.run(session, new Stor(), "f"))
        .hasMessageStartingWith("554");
    assertThat(path("/f")).hasContent("12345");
  }

  @Test
  void appeAndStouRefuseAnOffset() throws IOException {
    session.parameters().restartAt(1);
    assertThat(((Reply) TestSession.run(session, new Appe(), "f")).code()).isEqualTo(450);
    session.parameters().restartAt(1);
    assertThat(((Reply) TestSession.run(session, new Stou(), "")).code()).isEqualTo(450);
    assertThat(TestSession.restartOffset(session)).isZero();
    try (Transfer transfer = transfer(new Appe(), "new")) {
      assertThat(transfer.file()).hasToString("Optional[/new]");
    }
  }

  @Test
  void stouReportsTheNameItCreated() throws IOException {
    try (Transfer transfer = transfer(new Stou(), "d/x")) {
      assertThat(transfer.opening()).matches("FILE: d/x\\.[0-9a-f]{8}");
      String name = transfer.opening().substring(8);
      assertThat(transfer.file()).hasToString("Optional[/d/" + name + "]");
      assertThat(path("/d/" + name)).isEmptyFile();
    }
  }

  @Test
  void stouShortensALongName() throws IOException {
    for (String suggestion : new String[] {"x".repeat(250), "é".repeat(125)}) {
      try (Transfer transfer = transfer(new Stou(), "d/" + suggestion)) {
        String name = transfer.opening().substring(8);
        assertThat(name.getBytes(UTF_8)).hasSizeBetween(254, 255);
        assertThat(name).matches("[xé]+\\.[0-9a-f]{8}");
        assertThat(path("/d/" + name)).exists();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "000012, 12",
    "999999999999999999, 999999999999999999",
  })
  void restTakesAnOffset(String argument, long offset) throws IOException {
    assertThat(TestSession.run(session, new Rest(), argument))
        .isEqualTo(Reply.of(350, "Restarting at " + offset + "."));
    assertThat(TestSession.restartOffset(session)).isEqualTo(offset);
  }

  @Test
  void theListingOfAMissingPathIsRefusedAtOnce() {
    for (Command command : new Command[] {new ListCommand(), new Nlst(), new Mlsd()}) {
      assertThatThrownBy(() -> TestSession.run(session, command, "missing"))
          .isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void mlsdOfAFileIsAnErrorOfTheArgument() throws IOException {
    assertThat(TestSession.run(session, new Mlsd(), "f"))
        .isEqualTo(Reply.of(501, "Not a directory."));
  }

  @Test
  void aListingIsNoFile() throws IOException {
    try (Transfer transfer = transfer(new Nlst(), "")) {
      assertThat(transfer.file()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "''           > /cwd         > false",
        "-a           > /cwd         > false",
        "-l -a        > /cwd         > false",
        "-lR          > /cwd         > true",
        "'-la '       > /cwd         > false",
        "-la d        > /cwd/d       > false",
        "'-la   d'    > /cwd/d       > false",
        "-l -R /d     > /d           > true",
        "-x           > /cwd         > false",
        "-lx          > /cwd         > false",
        "-y          > /cwd/-y      > false",
        "-lRy z       > '/cwd/-lRy z' > false",
        "-l -y        > /cwd/-y      > false",
        "-lRx d       > /cwd/d       > true",
        "--full-time  > /cwd         > false",
        "--recursive  > /cwd         > true",
        "-la -- -y    > /cwd/-y      > false",
        "-x;y         > /cwd/-x;y    > false",
        "./-a         > /cwd/-a      > false",
        "d -a         > '/cwd/d -a'  > false",
        "' d'         > '/cwd/ d'    > false",
        "'d '         > '/cwd/d '    > false",
        "--           > /cwd         > false",
        "-            > /cwd/-       > false",
        "../../..     > /            > false",
        "*.txt        > /cwd         > false",
        "d/*.txt      > /cwd/d       > false",
        "/*           > /            > false",
        "-a *         > /cwd         > false",
      })
  void switchesAndWildcardsAreDistinguishedFromNames(
      String argument, String expected, boolean recursive) throws IOException {
    Files.createDirectory(path("/cwd"));
    Files.createFile(path("/cwd/-y"));
    Files.createFile(path("/cwd/-lRy z"));
    session.enter(path("/cwd"));
    Selection selection = Selection.of(TestSession.call(session, new ListCommand(), argument));
    assertThat(selection.path()).hasToString(expected);
    assertThat(selection.isRecursive()).isEqualTo(recursive);
    assertThat(selection.glob().isPresent()).isEqualTo(argument.contains("*"));
  }
}
