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

/** Commands that tell of the server and the session. */
final class InformationCommandsTest {

  private final FileSystem fileSystem = TestFtp.memory();
  private Session session;

  @BeforeEach
  void logIn() {
    session = TestSession.of(fileSystem);
  }

  @AfterEach
  void close() throws IOException {
    fileSystem.close();
  }

  @Test
  void featHasAStarForEachFactThatIsOn() throws IOException {
    assertThat(((Reply) new Feat().run(session, "")).lines())
        .contains(
            "MLST type*;size*;modify*;create;perm*;unique*;unix.mode*;unix.uid*;unix.gid*;"
                + "unix.owner;unix.group;");
    new Opts().run(session, "MLST CREATE;unix.owner;nosuch;");
    assertThat(((Reply) new Feat().run(session, "")).lines())
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
  void optsMlstTellsWhatIsLeft(String argument, String text) {
    assertThat(new Opts().run(session, argument)).isEqualTo(Reply.of(200, text));
  }

  @Test
  void anotherCharsetIsNotCalledUtf8() throws IOException {
    Session latin =
        new TestSession()
            .charset(StandardCharsets.ISO_8859_1)
            .loggedIn(fileSystem, Permission.all());
    assertThat(((Reply) new Feat().run(latin, "")).lines()).doesNotContain("UTF8");
    assertThat(((Reply) new Feat().run(session, "")).lines()).contains("UTF8");
    assertThat(new Opts().run(latin, "UTF8 ON"))
        .isEqualTo(Reply.of(504, "Names are not in UTF-8."));
    assertThat(((Reply) new Opts().run(latin, "UTF8 OFF")).code()).isEqualTo(200);
  }

  @Test
  void statTellsTheStateOfTheSession() throws IOException {
    assertThat(((Reply) new Stat().run(session, "")).lines())
        .contains(
            "Logged in as user",
            "Type ASCII, structure file, mode stream",
            "No transfer is running.");
    new Type().run(session, "I");
    assertThat(((Reply) new Stat().run(session, " ")).lines())
        .contains("Type binary, structure file, mode stream");
  }

  @Test
  void statTakesNoWildcardButANameThatLooksLikeOne() throws IOException {
    Files.writeString(fileSystem.getPath("/a"), "");
    assertThat(((Reply) new Stat().run(session, "*")).code()).isEqualTo(550);
    Files.writeString(fileSystem.getPath("/*"), "");
    Reply reply = (Reply) new Stat().run(session, "*");
    assertThat(reply.code()).isEqualTo(213);
    assertThat(reply.lines()).hasSize(3);
    assertThat(reply.lines().get(1)).endsWith(" *");
  }

  @Test
  void helpTellsTheSyntax() {
    assertThat(new Help().run(session, "retr")).isEqualTo(Reply.of(214, "Syntax: RETR <SP> path"));
    assertThat(new Help().run(session, "pwd")).isEqualTo(Reply.of(214, "Syntax: PWD"));
    assertThat(((Reply) new Help().run(session, "nosuch")).code()).isEqualTo(501);
    assertThat(new SiteHelp().run(session, "utime"))
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
  void hostTakesAName(String name, int code) {
    Session connected = new TestSession().connected();
    assertThat(((Reply) new Host().run(connected, name)).code()).isEqualTo(code);
    assertThat(((Reply) new Host().run(session, name)).code()).isEqualTo(503);
  }
}
