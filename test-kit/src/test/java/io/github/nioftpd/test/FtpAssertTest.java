package io.github.nioftpd.test;

import static io.github.nioftpd.test.FtpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.commons.net.ftp.FTPClient;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every assertion, when it holds and when it fails. */
final class FtpAssertTest {

  private final FtpFixture ftp =
      FtpFixture.with().user("bob", "secret").file("/in/a.txt", "hello").directory("/out").start();
  private final FTPClient client = new FTPClient();

  @TempDir private Path directory;

  @BeforeEach
  void login() throws IOException {
    client.connect(ftp.host(), ftp.port());
    assertThat(client.login("bob", "secret")).isTrue();
    client.enterLocalPassiveMode();
  }

  @AfterEach
  void close() throws IOException {
    client.disconnect();
    ftp.close();
  }

  private void upload(String path, String text) throws IOException {
    client.storeFile(path, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The message of the failure, which ends with the transcript. */
  private AbstractStringAssert<?> failureOf(Consumer<FtpAssert> assertion) {
    AssertionError error =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            AssertionError.class, () -> assertion.accept(assertThat(ftp)));
    assertThat(error).isNotNull();
    return assertThat(error.getMessage())
        .contains("\n\nTranscript:\n", "> USER bob", "> PASS ******", "< 230 ");
  }

  @Test
  void findsFilesAndDirectories() throws IOException {
    upload("/out/report.csv", "1;2");
    assertThat(ftp)
        .hasFile("/out/report.csv")
        .hasFile("/out/report.csv", "1;2")
        .hasFile("/out/report.csv", new byte[] {'1', ';', '2'})
        .hasDirectory("/in")
        .hasDirectory("/")
        .hasNoFile("/out/other.csv")
        .hasNoFile("/none/other.csv");
  }

  @Test
  void describesWhatIsThereInsteadOfAFile() throws IOException {
    failureOf(ftp -> ftp.hasFile("/out/a.txt"))
        .startsWith(
            "Expected a file /out/a.txt, but it does not exist. The directory /out is empty.");
    upload("/out/b.txt", "12");
    failureOf(ftp -> ftp.hasFile("/out/a.txt", "12"))
        .startsWith(
            "Expected a file /out/a.txt, but it does not exist. The directory /out has:\n"
                + "  b.txt, a file of 2 bytes\n")
        .contains("> STOR /out/b.txt", "< 226 ");
    failureOf(ftp -> ftp.hasFile("/a/b/c.txt"))
        .contains("The directory / has:\n  in, a directory\n  out, a directory\n");
    failureOf(ftp -> ftp.hasFile("/out"))
        .startsWith("Expected a file /out, but it is a directory.");
    failureOf(ftp -> ftp.hasDirectory("/in/a.txt"))
        .startsWith("Expected a directory /in/a.txt, but it is a file.");
    failureOf(ftp -> ftp.hasDirectory("/tmp"))
        .startsWith("Expected a directory /tmp, but it does not exist. The directory / has:");
    failureOf(ftp -> ftp.hasNoFile("/in/a.txt"))
        .startsWith("Expected no file /in/a.txt, but there is a file of 5 bytes.");
  }

  @Test
  void describesOtherContent() throws IOException {
    failureOf(ftp -> ftp.hasFile("/in/a.txt", "hallo\n"))
        .startsWith(
            "The file /in/a.txt has other content than expected: \n"
                + "expected: \"hallo\\n\"\n"
                + "but was:  \"hello\"\n");
    failureOf(ftp -> ftp.hasFile("/in/a.txt", new byte[] {-1, 0}))
        .contains("\nexpected: ff 00\nbut was:  \"hello\"\n");
    upload("/out/long.txt", "x".repeat(500) + "y".repeat(500));
    failureOf(ftp -> ftp.hasFile("/out/long.txt", "x".repeat(1001)))
        .contains(
            "the first difference is at byte 500; expected 1001 bytes, but there are 1000\n"
                + "expected: …\""
                + "x".repeat(30)
                + "\"\nbut was:  …\""
                + "x".repeat(15)
                + "y".repeat(15)
                + "\"\n");
  }

  @Test
  void comparesTrees() throws IOException {
    Files.createDirectories(directory.resolve("in"));
    Files.createDirectories(directory.resolve("out"));
    Files.writeString(directory.resolve("in/a.txt"), "hello");
    assertThat(ftp).hasTreeEqualTo(directory).hasTreeEqualTo("/in", directory.resolve("in"));

    Files.writeString(directory.resolve("in/a.txt"), "hi");
    Files.writeString(directory.resolve("in/b.txt"), "b");
    Files.delete(directory.resolve("out"));
    Files.writeString(directory.resolve("out"), "a file");
    upload("/c.txt", "c");
    failureOf(ftp -> ftp.hasTreeEqualTo(directory))
        .startsWith(
            "The directory / differs from "
                + directory
                + ":\n"
                + "  c.txt: not expected, a file of 1 bytes\n"
                + "  in/a.txt: other content: \n"
                + "expected: \"hi\"\n"
                + "but was:  \"hello\"\n"
                + "  in/b.txt: missing, expected a file of 1 bytes\n"
                + "  out: expected a file of 6 bytes, but is a directory\n");
  }

  @Test
  void findsCommandsAndReplies() throws IOException {
    upload("/out/a.csv", "1");
    client.changeWorkingDirectory("/out");
    upload("a.csv", "2");
    upload("/none/a.csv", "3");
    assertThat(ftp)
        .received("STOR", 3)
        .replied(226, 226, 550)
        .received("STOR /out/a.csv", 2)
        .replied(226, 226)
        .received("stor a.csv", 1)
        .replied(226)
        .received("CWD")
        .neverReceived("DELE")
        .neverReceived("STOR /out/b.csv");
  }

  @Test
  void describesWhatWasReceivedInstead() throws IOException {
    upload("/out/a.csv", "1");
    failureOf(ftp -> ftp.received("STOR /out/b.csv"))
        .startsWith(
            "Expected the command STOR /out/b.csv, but it was not received.\n"
                + "Received instead:\n"
                + "  #1 STOR /out/a.csv -> 150, 226\n");
    failureOf(ftp -> ftp.received("MLSD"))
        .startsWith("Expected the command MLSD, but it was not received.\n\nTranscript:");
    failureOf(ftp -> ftp.received("STOR /out/a.csv", 2))
        .startsWith(
            "Expected the command STOR /out/a.csv 2 times, but it was received once.\n"
                + "Received:\n"
                + "  #1 STOR /out/a.csv -> 150, 226\n");
    failureOf(ftp -> ftp.neverReceived("STOR"))
        .startsWith("Expected no command STOR, but it was received once.\nReceived:\n");
    failureOf(ftp -> ftp.received("STOR").replied(426, 226))
        .startsWith("Expected the replies [426, 226] to STOR, but they were [226].\nReceived:\n");
  }

  @Test
  void aMisspeltVerbIsNotOneThatWasNeverReceived() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThat(ftp).neverReceived("DELETE"))
        .withMessageContaining("unknown verb \"DELETE\"");
  }

  @Test
  void repliedNeedsACommand() {
    assertThatIllegalStateException()
        .isThrownBy(() -> assertThat(ftp).replied(226))
        .withMessage("call received(…) before replied(…)");
  }

  @Test
  void findsLogins() {
    assertThat(ftp).hasLoggedIn("bob");
    failureOf(ftp -> ftp.hasLoggedIn("eve"))
        .startsWith("Expected a login of eve, but the users who have logged in are bob.");
    failureOf(FtpAssert::hasNoLogin)
        .startsWith("Expected no login, but the users who have logged in are bob.");
  }

  @Test
  void aRefusedPasswordIsNoLogin() throws IOException {
    client.disconnect();
    ftp.reset();
    client.connect(ftp.host(), ftp.port());
    client.login("bob", "wrong");
    assertThat(ftp).hasNoLogin();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(ftp).hasLoggedIn("bob"))
        .withMessageStartingWith("Expected a login of bob, but nobody has logged in.");
  }

  @Test
  void waitsForTheEndOfSessions() throws IOException {
    failureOf(FtpAssert::hasNoOpenSessions)
        .startsWith("Expected no open session, but there are 1.");
    client.disconnect();
    assertThat(ftp).hasNoOpenSessions();
  }

  @Test
  void saysWhenNoClientConnected() throws IOException {
    client.disconnect();
    ftp.reset();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(ftp).as("the nightly report").received("STOR"))
        .withMessage(
            "[the nightly report] Expected the command STOR, but it was not received.\n\n"
                + "No client has connected.");
  }
}
