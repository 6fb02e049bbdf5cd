package io.github.nioftpd.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.TestSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that report about the server and the session. */
final class InformationCommandsTest {

  private final FileSystem fileSystem = TestFtp.memory();
  private Session session;

  @BeforeEach
  void logIn() throws IOException {
    session = TestSession.of(fileSystem);
  }

  @AfterEach
  void close() throws IOException {
    fileSystem.close();
  }

  @Test
  void featHasAStarForEachFactThatIsOn() throws IOException {
    assertThat(((Reply) TestSession.run(session, new Feat(), "")).lines())
        .contains(
            "MLST type*;size*;modify*;create;perm*;unique*;unix.mode*;unix.uid*;unix.gid*;"
                + "unix.owner;unix.group;");
    TestSession.run(session, new Opts(), "MLST CREATE;unix.owner;nosuch;");
    assertThat(((Reply) TestSession.run(session, new Feat(), "")).lines())
        .contains(
            "MLST type;size;modify;create*;perm;unique;unix.mode;unix.uid;unix.gid;"
                + "unix.owner*;unix.group;");
  }

  @ParameterizedTest
  @CsvSource({
    "MLST, MLST OPTS",
    "'MLST ', MLST OPTS",
    "MLST ;, MLST OPTS",
    "MLST type, MLST OPTS type;",
    "mlst SIZE;TYPE, MLST OPTS type;size;",
    "MLST size;size;, MLST OPTS size;",
    "MLST bogus;, MLST OPTS",
  })
  void optsMlstReturnsTheEnabledFacts(String argument, String text) throws IOException {
    assertThat(TestSession.run(session, new Opts(), argument)).isEqualTo(Reply.of(200, text));
  }

  @Test
  void anotherCharsetIsNotCalledUtf8() throws IOException {
    Session latin =
        new TestSession()
            .charset(StandardCharsets.ISO_8859_1)
            .loggedIn(fileSystem, Permission.all());
    assertThat(((Reply) TestSession.run(latin, new Feat(), "")).lines()).doesNotContain("UTF8");
    assertThat(((Reply) TestSession.run(session, new Feat(), "")).lines()).contains("UTF8");
    assertThat(TestSession.run(latin, new Opts(), "UTF8 ON"))
        .isEqualTo(Reply.of(504, "File names are not in UTF-8."));
    assertThat(((Reply) TestSession.run(latin, new Opts(), "UTF8 OFF")).code()).isEqualTo(200);
  }

  @Test
  void statReportsTheStateOfTheSession() throws IOException {
    assertThat(((Reply) TestSession.run(session, new Stat(), "")).lines())
        .contains(
            "Logged in as user",
            "Type ASCII, structure file, mode stream",
            "No transfer is running.");
    TestSession.run(session, new Type(), "I");
    assertThat(((Reply) TestSession.run(session, new Stat(), " ")).lines())
        .contains("Type binary, structure file, mode stream");
  }

  @Test
  void statTakesNoWildcardButANameThatLooksLikeOne() throws IOException {
    Files.writeString(fileSystem.getPath("/a"), "");
    assertThat(((Reply) TestSession.run(session, new Stat(), "*")).code()).isEqualTo(550);
    Files.writeString(fileSystem.getPath("/*"), "");
    Reply reply = (Reply) TestSession.run(session, new Stat(), "*");
    assertThat(reply.code()).isEqualTo(213);
    assertThat(reply.lines()).hasSize(3);
    assertThat(reply.lines().get(1)).endsWith(" *");
  }

  @Test
  void helpShowsTheSyntax() throws IOException {
    assertThat(TestSession.run(session, new Help(), "retr"))
        .isEqualTo(Reply.of(214, "Syntax: RETR <SP> path"));
    assertThat(TestSession.run(session, new Help(), "pwd")).isEqualTo(Reply.of(214, "Syntax: PWD"));
    assertThat(((Reply) TestSession.run(session, new Help(), "nosuch")).code()).isEqualTo(501);
    assertThat(TestSession.run(session, new SiteHelp(), "utime"))
        .isEqualTo(Reply.of(214, "Syntax: SITE UTIME <SP> time path"));
  }

  @ParameterizedTest
  @CsvSource({
    "ftp.example.com, 220",
    "localhost, 220",
    "192.0.2.1, 220",
    "[2001:db8::1], 220",
    "a b, 501",
    "-a, 501",
    "[::1, 501",
    "a/b, 501",
  })
  void hostTakesAName(String name, int code) throws IOException {
    Session connected = new TestSession().connected();
    assertThat(((Reply) TestSession.run(connected, new Host(), name)).code()).isEqualTo(code);
    assertThat(((Reply) TestSession.run(session, new Host(), name)).code()).isEqualTo(503);
  }
}
