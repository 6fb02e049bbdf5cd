package io.github.nioftpd.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.RawClient;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings of the kit, and the messages about wrong ones. */
class FtpSetupTest {

  @TempDir Path directory;

  private static Arguments wrong(UnaryOperator<FtpFixture.Builder> setup, String message) {
    return Arguments.of(setup, message);
  }

  static Stream<Arguments> wrongSetups() {
    return Stream.of(
        wrong(ftp -> ftp.file("/a", "1").file("/a", "2"), "two files have the path /a"),
        wrong(ftp -> ftp.file("/a", "").file("/a/b", ""), "/a is a file, so /a/b cannot be below"),
        wrong(
            ftp -> ftp.file("/a/b", "").file("/a", ""), "/a is a directory, and cannot be a file"),
        wrong(ftp -> ftp.file("/a", "").directory("/a"), "/a is a file, and cannot be a directory"),
        wrong(
            ftp -> ftp.file("in/a.txt", ""),
            "\"in/a.txt\" is a relative path; write \"/in/a.txt\""),
        wrong(ftp -> ftp.directory(""), "\"\" is a relative path; write \"/\""),
        wrong(ftp -> ftp.directory("/a/"), "has an empty name, a dot or a slash at its end"),
        wrong(ftp -> ftp.file("/a/../b", ""), "has an empty name, a dot or a slash at its end"),
        wrong(ftp -> ftp.file("//a", ""), "has an empty name, a dot or a slash at its end"),
        wrong(ftp -> ftp.file("/", ""), "\"/\" is the root, and not a file"),
        wrong(ftp -> ftp.file("/a", Path.of("/none")), "the source of /a, /none, is not a file"),
        wrong(
            ftp -> ftp.file("/a", FtpSetupTest.class.getResource("none")),
            "the resource for /a does not exist"),
        wrong(ftp -> ftp.user("bob", "1").user("bob", "2"), "two users have the name bob"),
        wrong(ftp -> ftp.anonymous().anonymous(), "two users have the name anonymous"),
        wrong(ftp -> ftp.user("", "1"), "the name of a user is empty"));
  }

  @ParameterizedTest
  @MethodSource("wrongSetups")
  void aWrongSetupIsExplained(UnaryOperator<FtpFixture.Builder> setup, String message) {
    FtpFixture.Builder builder = FtpFixture.with();
    assertThatThrownBy(() -> setup.apply(builder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void theDiskAsAWholeIsNotServed() {
    FtpFixture.Builder builder = FtpFixture.with().tree(FileSystems::getDefault);
    assertThatThrownBy(builder::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use temporaryDirectory()");
  }

  @Test
  void namesWithDotsAreNames() {
    try (FtpFixture ftp = FtpFixture.with().file("/.a/..b/c.", "x").start()) {
      assertThat(ftp.path("/.a/..b/c.")).hasContent("x");
      assertThatThrownBy(() -> ftp.path("c")).hasMessageContaining("relative path");
      assertThatThrownBy(() -> ftp.uri("eve"))
          .hasMessage("there is no user \"eve\"; the users are user");
    }
  }

  @Test
  void aClosedServerCannotBeUsedButLeavesItsTranscript() throws IOException {
    FtpFixture ftp = FtpFixture.with().start();
    assertThatThrownBy(() -> FtpFixture.with().port(ftp.port()).start())
        .hasMessageContaining("on port " + ftp.port() + ": ");
    new RawClient(ftp.server().address()).close();
    ftp.close();
    ftp.close();
    assertThatThrownBy(ftp::uri).hasMessage("the FTP server of the test is closed");
    assertThatThrownBy(ftp::reset).hasMessage("the FTP server of the test is closed");
    assertThatThrownBy(() -> ftp.path("/a")).isInstanceOf(IllegalStateException.class);
    assertThat(ftp.transcript().toString()).contains("#1 + connected");
  }

  @Test
  void usersHaveTheirOwnPermissions() throws IOException {
    try (FtpFixture ftp =
        FtpFixture.with()
            .user("bob", "1", account -> account.home("/in"))
            .readOnlyUser("eve", "2")
            .anonymous()
            .file("/in/a.txt", "hello")
            .readOnly("/archive")
            .start()) {
      try (RawClient bob = login(ftp, "bob", "1")) {
        bob.say("PWD").expect(257).contains("\"/in\"");
        bob.say("MKD /archive/x").expect(550);
        bob.say("MKD /out").expect(257);
      }
      try (RawClient eve = login(ftp, "eve", "2")) {
        eve.say("MDTM /in/a.txt").expect(213);
        eve.say("DELE /in/a.txt").expect(550);
      }
      login(ftp, "anonymous", "me@example").close();
      login(ftp, "ftp", "").close();
      assertThat(ftp.uri("anonymous")).hasToString("ftp://127.0.0.1:" + ftp.port() + "/");
      assertThat(ftp.uri("eve").getUserInfo()).isEqualTo("eve:2");
    }
  }

  private static RawClient login(FtpFixture ftp, String user, String password) throws IOException {
    return RawClient.login(ftp.server().address(), user, password);
  }

  @Test
  void aFileOfTheDiskAndAResourceAreCopied() throws IOException {
    Path source = Files.writeString(directory.resolve("source"), "of the disk");
    try (FtpFixture ftp =
        FtpFixture.with()
            .file("/a", source)
            .file("/b", FtpSetupTest.class.getResource("FtpSetupTest.class"))
            .file("/c", new byte[] {1, 2})
            .start()) {
      assertThat(ftp.path("/a")).hasContent("of the disk");
      assertThat(ftp.path("/b")).isNotEmptyFile();
      assertThat(ftp.path("/c")).hasBinaryContent(new byte[] {1, 2});
    }
  }
}
