package io.github.nioftpd.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.CountingFileSystem;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.TestSession;
import io.github.nioftpd.wire.MalformedArgumentException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that change files and directories, or report about them. */
final class FileCommandsTest {

  private final FileSystem fileSystem = TestFtp.memory();
  private Session session;

  @BeforeEach
  void fill() throws IOException {
    session = TestSession.of(fileSystem);
    Files.createDirectories(path("/d/e"));
    Files.writeString(path("/d/f"), "12345");
    Files.createSymbolicLink(path("/link"), path("d/f"));
    Files.createSymbolicLink(path("/broken"), path("missing"));
    Files.createSymbolicLink(path("/dirlink"), path("d"));
  }

  @AfterEach
  void close() throws IOException {
    fileSystem.close();
  }

  private Path path(String text) {
    return fileSystem.getPath(text);
  }

  @Test
  void rntoNeedsRnfr() {
    assertThatThrownBy(() -> TestSession.run(session, new Rnto(), "b"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reply()).isEqualTo(Reply.of(503, "Send RNFR first.")));
  }

  @Test
  void aRenameMovesALinkItself() throws IOException {
    assertThat(TestSession.run(session, new Rnfr(), "broken"))
        .isEqualTo(Reply.of(350, "Ready for RNTO."));
    assertThat(TestSession.run(session, new Rnto(), "d/moved"))
        .isEqualTo(Reply.of(250, "Renamed."));
    assertThat(Files.readSymbolicLink(path("/d/moved"))).hasToString("missing");
  }

  @Test
  void aRenameReplacesALinkAndNotItsTarget() throws IOException {
    Files.writeString(path("/new"), "new");
    TestSession.run(session, new Rnfr(), "new");
    TestSession.run(session, new Rnto(), "link");
    assertThat(Files.isSymbolicLink(path("/link"))).isFalse();
    assertThat(Files.readString(path("/d/f"))).isEqualTo("12345");
  }

  @Test
  void aFailedRntoForgetsTheSource() throws IOException {
    TestSession.run(session, new Rnfr(), "d/f");
    assertThatThrownBy(() -> TestSession.run(session, new Rnto(), "d/e"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> TestSession.run(session, new Rnto(), "x"))
        .hasMessageStartingWith("503");
  }

  @Test
  void cptoNeedsCpfr() {
    assertThatThrownBy(() -> TestSession.run(session, new SiteCpto(), "b"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.reply()).isEqualTo(Reply.of(503, "Send SITE CPFR first.")));
  }

  @Test
  void aCopyReadsTheTargetOfALinkAndReplacesALinkItself() throws IOException {
    Files.writeString(path("/new"), "new");
    Files.createSymbolicLink(path("/other"), path("new"));
    assertThat(TestSession.run(session, new SiteCpfr(), "link"))
        .isEqualTo(Reply.of(350, "Ready for SITE CPTO."));
    assertThat(TestSession.run(session, new SiteCpto(), "other"))
        .isEqualTo(Reply.of(250, "Copied."));
    assertThat(Files.isSymbolicLink(path("/other"))).isFalse();
    assertThat(Files.readString(path("/other"))).isEqualTo("12345");
    assertThat(Files.readString(path("/new"))).isEqualTo("new");
  }

  @Test
  void aFailedCptoForgetsTheSource() throws IOException {
    TestSession.run(session, new SiteCpfr(), "d/f");
    assertThatThrownBy(() -> TestSession.run(session, new SiteCpto(), "d/e"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(Files.isDirectory(path("/d/e"))).isTrue();
    assertThatThrownBy(() -> TestSession.run(session, new SiteCpto(), "x"))
        .hasMessageStartingWith("503");
  }

  @Test
  void aFileThatBecameADirectoryIsNotCopied() throws IOException {
    TestSession.run(session, new SiteCpfr(), "d/f");
    Files.delete(path("/d/f"));
    Files.createDirectory(path("/d/f"));
    assertThat(TestSession.run(session, new SiteCpto(), "copy"))
        .isEqualTo(Reply.of(550, "Not a regular file."));
  }

  @Test
  void mfmtRepliesWithTheTimeThatWasReadBack() throws IOException {
    CountingFileSystem coarse = new CountingFileSystem(fileSystem);
    Files.createFile(path("/g"));
    coarse.whenAsked((question, asked) -> roundTo(2_000, path("/g")));
    assertThat(TestSession.run(TestSession.of(coarse), new Mfmt(), "20200101000001 g"))
        .isEqualTo(Reply.of(213, "Modify=20200101000000; /g"));
  }

  private static void roundTo(int millis, Path file) throws IOException {
    long time = Files.getLastModifiedTime(file).toMillis();
    Files.setLastModifiedTime(file, FileTime.fromMillis(time / millis * millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"15820101000000", "18000101000000", "99990101000000"})
  void aTimeThatTheFileSystemCannotStoreIsRefused(String time) throws IOException {
    CountingFileSystem unix = new CountingFileSystem(fileSystem);
    Files.createFile(path("/g"));
    FileTime before = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    Files.setLastModifiedTime(path("/g"), before);
    unix.whenAsked((question, asked) -> clamp(path("/g")));
    assertThat(TestSession.run(TestSession.of(unix), new Mfmt(), time + " g"))
        .isEqualTo(Reply.of(501, "The file system cannot store that time."));
    assertThat(Files.getLastModifiedTime(path("/g"))).isEqualTo(before);
  }

  /** As the JDK and Linux do for ext4. */
  private static void clamp(Path file) throws IOException {
    Instant time = Files.getLastModifiedTime(file).toInstant();
    if (time.isBefore(Instant.parse("1901-12-13T20:45:52Z"))) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    } else if (time.isAfter(Instant.parse("2446-05-10T22:38:55Z"))) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2446-05-10T22:38:55Z")));
    }
  }

  @Test
  void contentIsCopiedWhereAttributesAreNot() throws IOException {
    CountingFileSystem plain = new CountingFileSystem(fileSystem);
    plain.refuse(StandardCopyOption.COPY_ATTRIBUTES);
    Session other = TestSession.of(plain);
    TestSession.run(other, new SiteCpfr(), "d/f");
    assertThat(TestSession.run(other, new SiteCpto(), "copy")).isEqualTo(Reply.of(250, "Copied."));
    assertThat(Files.readString(path("/copy"))).isEqualTo("12345");
  }

  @Test
  void deleRemovesALinkItselfAndNoDirectory() throws IOException {
    assertThat(TestSession.run(session, new Dele(), "link"))
        .isEqualTo(Reply.of(250, "File removed."));
    assertThat(Files.exists(path("/d/f"))).isTrue();
    assertThat(TestSession.run(session, new Dele(), "d"))
        .isEqualTo(Reply.of(550, "Is a directory."));
    assertThat(TestSession.run(session, new Dele(), "dirlink"))
        .isEqualTo(Reply.of(250, "File removed."));
    assertThat(TestSession.run(session, new Dele(), "broken"))
        .isEqualTo(Reply.of(250, "File removed."));
    assertThatThrownBy(() -> TestSession.run(session, new Dele(), "broken"))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void rmdRemovesOnlyEmptyDirectories() throws IOException {
    assertThatThrownBy(() -> TestSession.run(session, new Rmd(), "d"))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThatThrownBy(() -> TestSession.run(session, new Rmd(), "dirlink"))
        .isInstanceOf(NotDirectoryException.class);
    assertThat(TestSession.run(session, new Rmd(), "d/e"))
        .isEqualTo(Reply.of(250, "Directory removed."));
    for (String root : new String[] {"/", ".", "..", "//", "d/.."}) {
      assertThat(TestSession.run(session, new Rmd(), root))
          .isEqualTo(Reply.of(550, "The root directory cannot be removed."));
    }
  }

  @Test
  void cwdFollowsLinksAndStaysWhenItFails() throws IOException {
    assertThat(TestSession.run(session, new Cwd(), "dirlink"))
        .isEqualTo(Reply.of(250, "\"/dirlink\" is the current directory."));
    assertThatThrownBy(() -> TestSession.run(session, new Cwd(), "f"))
        .isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> TestSession.run(session, new Cwd(), "x"))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(TestSession.run(session, new Pwd(), ""))
        .isEqualTo(Reply.of(257, "\"/dirlink\" is the current directory."));
    assertThat(TestSession.run(session, new Cdup(), ""))
        .isEqualTo(Reply.of(250, "\"/\" is the current directory."));
  }

  @Test
  void sizeAndMdtmFollowLinks() throws IOException {
    assertThat(TestSession.run(session, new Size(), "link").toString()).contains("550");
    TestSession.run(session, new Type(), "I");
    assertThat(TestSession.run(session, new Size(), "link")).isEqualTo(Reply.of(213, "5"));
    assertThatThrownBy(() -> TestSession.run(session, new Size(), "broken"))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> TestSession.run(session, new Mdtm(), "broken"))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void mfmtSetsTheTimeOfTheTargetOfALink() throws IOException {
    assertThat(TestSession.run(session, new Mfmt(), "20010203040506 link"))
        .isEqualTo(Reply.of(213, "Modify=20010203040506; /link"));
    assertThat(Files.getLastModifiedTime(path("/d/f")).toInstant())
        .isEqualTo(Instant.parse("2001-02-03T04:05:06Z"));
    assertThat(TestSession.run(session, new Mdtm(), "link"))
        .isEqualTo(Reply.of(213, "20010203040506"));
    assertThatThrownBy(() -> TestSession.run(session, new Mfmt(), "20011303040506 link"))
        .isInstanceOf(MalformedArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6444 d/f", "1777 d/f", "u+s d/f", "+t d/f", "u=rwx,g-s d/f"})
  void moreThanNineBitsAreRefused(String argument) throws IOException {
    Object before = Files.getPosixFilePermissions(path("/d/f"));
    assertThat(TestSession.run(session, new SiteChmod(), argument))
        .isEqualTo(Reply.of(504, "Only the nine permission bits can be set."));
    assertThat(Files.getPosixFilePermissions(path("/d/f"))).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"000, ---------", "777, rwxrwxrwx", "0640, rw-r-----", "124, --x-w-r--"})
  void chmodSetsNineBits(String mode, String expected) throws IOException {
    assertThat(TestSession.run(session, new SiteChmod(), mode + " d/f"))
        .isEqualTo(Reply.of(200, "Mode set."));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path("/d/f"))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "644", "644 ", "64 f", "9 f", "u f", "u+y f", "-1 f"})
  void anInvalidModeIsRefused(String argument) {
    assertThatThrownBy(() -> TestSession.run(session, new SiteChmod(), argument))
        .isInstanceOf(Refused.class)
        .hasMessage("501 Syntax error: SITE CHMOD takes a mode and a path.");
  }

  @ParameterizedTest
  @CsvSource({
    "20010203040506 d/f, 2001-02-03T04:05:06Z",
    "200102030405 d/f, 2001-02-03T04:05:00Z",
    "d/f 19990101000000 20010203040506 19990101000000 UTC, 2001-02-03T04:05:06Z",
    "d/f 19990101000000 20010203040506 19990101000000 utc, 2001-02-03T04:05:06Z",
  })
  void utimeHasSeveralForms(String argument, Instant expected) throws IOException {
    assertThat(((Reply) TestSession.run(session, new SiteUtime(), argument)).code()).isEqualTo(213);
    assertThat(Files.getLastModifiedTime(path("/d/f")).toInstant()).isEqualTo(expected);
  }

  @Test
  void alloReportsWhetherSpaceIsAvailable() throws IOException {
    assertThat(TestSession.run(session, new Allo(), "1"))
        .isEqualTo(Reply.of(200, "Enough storage space is available."));
    assertThat(TestSession.run(session, new Allo(), "999999999999999999"))
        .isEqualTo(Reply.of(452, "Insufficient storage space."));
    assertThat(((Reply) TestSession.run(session, new Allo(), "1 R")).code()).isEqualTo(501);
    assertThat(((Reply) TestSession.run(session, new Allo(), "-1")).code()).isEqualTo(501);
  }
}
