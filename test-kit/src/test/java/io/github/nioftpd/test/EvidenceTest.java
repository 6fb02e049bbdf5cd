package io.github.nioftpd.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a test sees of the dialogue. */
class EvidenceTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(20);

  private static RawClient login(FtpFixture ftp) throws IOException {
    return RawClient.login(ftp.server().address(), "user", "secret");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void anUploadThatNeverCameIsExplained() throws IOException {
    try (FtpFixture ftp = FtpFixture.with().directory("/out").start()) {
      assertThatThrownBy(() -> ftp.awaitUpload("/out/a", SHORT))
          .isInstanceOf(AssertionError.class)
          .hasMessage(
              "waited 20 ms: no upload of /out/a; nothing was uploaded; no command was received");
      try (RawClient client = login(ftp)) {
        client.upload("STOR /out/b", bytes("x"));
        client.say("STOR /none/a").expect(425);
      }
      assertThatThrownBy(() -> ftp.awaitUpload("/out/a", SHORT))
          .hasMessageContaining("waited 20 ms: no upload of /out/a; uploaded: /out/b")
          .hasMessageContaining("STOR /out/b -> 150, 226; STOR /none/a -> 425");
      assertThat(ftp.awaitUpload("/out/b", ChronoUnit.FOREVER.getDuration())).exists();
      assertThatThrownBy(() -> ftp.awaitUpload("out/a", SHORT))
          .hasMessageContaining("relative path");
    }
  }

  @Test
  void anUploadUnderAnotherNameArrivesWhenItIsRenamed() throws Exception {
    try (FtpFixture ftp = FtpFixture.with().start();
        RawClient client = login(ftp)) {
      CompletableFuture<String> arrived =
          CompletableFuture.supplyAsync(() -> ftp.awaitUpload("/a", SOON).toString());
      client.upload("STOR a.part", bytes("x"));
      assertThat(arrived).isNotDone();
      client.say("RNFR a.part").expect(350);
      client.say("RNTO a").expect(250);
      assertThat(arrived.get()).isEqualTo("/a");
    }
  }

  @Test
  void theTranscriptIsWhatWasSent() throws IOException {
    try (FtpFixture ftp = FtpFixture.with().start();
        RawClient client = login(ftp)) {
      ftp.on("STOR").times(1).thenReply(452, "Disk full");
      client.say("STOR a").expect(452);
      client.upload("STOR a", bytes("hello"));
      assertThat(client.download("RETR a")).isEqualTo(bytes("hello"));
      client.say("QUIT").expect(221);
      ftp.awaitNoSessions(SOON);
      assertThat(ftp.transcript().toString())
          .matches("(?s)#1 \\+ connected from port \\d+\n#1 < 220 .*\n#1 > USER user\n.*")
          .contains("#1 > STOR a\n#1 ! fault on STOR, times 1: reply 452 Disk full\n#1 < 452 Disk")
          .contains("#1 = STOR /a: 5 bytes received\n#1 < 226 ")
          .contains("#1 = RETR /a: 5 bytes sent\n#1 < 226 ")
          .endsWith("#1 - the session ended\n")
          .doesNotContain("secret");
      assertThat(ftp.commands())
          .filteredOn(command -> command.verb().equals("STOR"))
          .extracting(Received::codes)
          .asString()
          .isEqualTo("[[452], [150, 226]]");
    }
  }

  @Test
  void aReplyThatAFaultLeavesOutIsNotInTheTranscript() throws IOException {
    try (FtpFixture ftp = FtpFixture.with().start();
        RawClient client = login(ftp)) {
      ftp.on("STOR").thenOmitFinalReply();
      java.net.Socket data = client.passive();
      client.say("STOR a").expect(150);
      data.close();
      ftp.awaitUpload("/a", SOON);
      ftp.awaitIdle(SOON);
      assertThat(ftp.commands().getLast()).hasToString("STOR a -> 150");
      assertThat(ftp.transcript().toString()).contains("! a fault replaces 226 ");
    }
  }

  @Test
  void theTranscriptShowsFaultsThatChangeNoReply() throws IOException {
    try (FtpFixture ftp = FtpFixture.with().file("/a", "hello").start()) {
      ftp.onConnect().thenDelay(SHORT);
      ftp.onConnect().thenWithoutFeature("MLST");
      ftp.on("RETR").thenThrottle(1_000_000);
      ftp.on("RETR").thenCutData(3);
      ftp.on("NOOP").thenCloseControl();
      try (RawClient client = login(ftp)) {
        client.passive();
        client.say("RETR a").expect(150);
        client.expect(426);
        client.send("NOOP\r\n");
        ftp.awaitNoSessions(SOON);
      }
      assertThat(ftp.transcript().toString())
          .matches("(?s)#1 \\+ .*#1 ! fault on connect: no feature MLST\n.*#1 > USER user\n.*")
          .contains("#1 ! fault on connect: delay of PT0.02S\n#1 < 220 ")
          .contains("#1 > RETR a\n#1 ! fault on RETR: 1000000 bytes per second\n#1 ! fault on RETR")
          .contains("#1 > NOOP\n#1 ! fault on NOOP: close the control connection\n#1 - ");
    }
  }

  @Test
  void commandsAreTakenInOrder() throws IOException {
    try (FtpFixture ftp = FtpFixture.with().start();
        RawClient client = login(ftp)) {
      client.say("NOOP").expect(200);
      assertThat(ftp.takeCommand(SOON).user()).isEmpty();
      assertThat(ftp.takeCommand(SOON).line()).isEqualTo("PASS ******");
      Received noop = ftp.takeCommand(SOON);
      assertThat(noop.user()).isEqualTo("user");
      assertThat(noop.lastCode()).isEqualTo(200);
      assertThat(noop.answered()).isTrue();
      assertThatThrownBy(() -> ftp.takeCommand(SHORT))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith(
              "waited 20 ms: no further command was answered; commands received");
      assertThatThrownBy(() -> ftp.awaitNoSessions(SHORT))
          .hasMessageStartingWith("waited 20 ms: 1 sessions are still open");
    }
  }

  @Test
  void aFaultThatDidNotHappenIsNamed() {
    FtpFixture ftp = FtpFixture.with().strictFaults().start();
    ftp.on("RETR").times(1).thenReply(550, "Gone");
    assertThatThrownBy(ftp::verifyNoUnusedFaults)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("faults that did not happen: ")
        .hasMessageContaining("RETR")
        .hasMessageContaining("no command was received");
    assertThatThrownBy(ftp::close).isInstanceOf(AssertionError.class);
    assertThatThrownBy(ftp::port).hasMessage("the FTP server of the test is closed");
    assertThatThrownBy(ftp::verifyNoUnusedFaults).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theTranscriptHasAnEnd() throws IOException {
    try (FtpFixture ftp = FtpFixture.with().start();
        RawClient client = login(ftp)) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 1_000; i++) {
        lines.append("NOOP\r\n");
      }
      for (int round = 0; round < 20; round++) {
        client.send(lines.toString());
        for (int i = 0; i < 1_000; i++) {
          client.expect(200);
        }
      }
      ftp.awaitIdle(SOON);
      Transcript transcript = ftp.transcript();
      assertThat(transcript.entries()).hasSize(10_000);
      assertThat(transcript.dropped()).isEqualTo(30_006);
      assertThat(transcript.toString()).startsWith("(30006 earlier entries were dropped)\n#1 ");
      assertThat(transcript.excerpt().lines()).hasSizeLessThan(70);
      assertThat(ftp.commands()).hasSize(10_000);
    }
  }

  @Test
  void anExcerptHasTheFailuresAndTheEnd() throws IOException {
    try (FtpFixture ftp = FtpFixture.with().start();
        RawClient client = login(ftp)) {
      client.say("RNFR none").expect(550);
      for (int i = 0; i < 100; i++) {
        client.say("NOOP").expect(200);
      }
      client.say("PWD").expect(257);
      assertThat(ftp.transcript().excerpt())
          .matches("(?s).*entries left out\\)\n.*RNFR none\n#1 < 550 .*\n   \\(182 entries left.*")
          .contains("#1 > PWD\n#1 < 257 ");
    }
  }
}
