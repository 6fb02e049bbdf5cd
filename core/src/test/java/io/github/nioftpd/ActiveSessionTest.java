package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.security.Patience;
import java.net.Socket;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ActiveSessionTest {

  private static ActiveSession of(TestFtp ftp, String user) {
    return ftp.server().sessions().stream()
        .filter(session -> session.client().user().equals(user))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSessionIsListedFromItsConnectionToItsEnd() throws Exception {
    Instant before = Instant.now();
    try (TestFtp ftp = TestFtp.start()) {
      assertThat(ftp.server().sessions()).isEmpty();
      try (RawClient client = ftp.connect()) {
        ActiveSession waiting = of(ftp, "");
        assertThat(waiting.client().remote().getPort()).isEqualTo(client.socket().getLocalPort());
        assertThat(waiting.since()).isBetween(before, Instant.now());
        client.say("USER user").expect(331);
        client.say("PASS secret").expect(230);
        assertThat(waiting.client().user()).as("a snapshot").isEmpty();
        Patience.until("the command has ended", () -> of(ftp, "user").command().isEmpty());
        ActiveSession session = of(ftp, "user");
        assertThat(session.transfer()).isEmpty();
        assertThat(session.client()).isEqualTo(ftp.events().getLast().client());
      }
      Patience.until("the session ends", () -> ftp.server().sessions().isEmpty());
    }
  }

  @Test
  void aTransferIsListedWithItsBytes() throws Exception {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.loginBinary();
        Socket data = client.passive()) {
      client.say("STOR a").expect(150);
      data.getOutputStream().write(new byte[1_000]);
      Patience.until(
          "the bytes have arrived",
          () -> of(ftp, "user").transfer().stream().anyMatch(each -> each.bytes() == 1_000));
      ActiveSession session = of(ftp, "user");
      assertThat(session.command()).isEqualTo("STOR");
      FtpEvent.Transfer transfer = session.transfer().orElseThrow();
      assertThat(transfer.path()).isEqualTo(ftp.path("/a"));
      assertThat(transfer.isUpload()).isTrue();
      assertThat(transfer.ascii()).isFalse();
      assertThat(transfer.duration()).isPositive();
    }
  }

  @Test
  void anIdleSessionIsEndedAndNoOther() throws Exception {
    try (TestFtp ftp = TestFtp.start();
        RawClient ended = ftp.login();
        RawClient other = ftp.connect()) {
      ActiveSession session = of(ftp, "user");
      session.end();
      ended.expect(421);
      assertThat(ended.isClosedByServer()).isTrue();
      other.say("USER user").expect(331);
      Patience.until("the session ends", () -> ftp.server().sessions().size() == 1);
      session.end();
      assertThat(ftp.events())
          .filteredOn(FtpEvent.Disconnected.class::isInstance)
          .extracting(event -> ((FtpEvent.Disconnected) event).reason())
          .containsExactly("ended by the administrator");
    }
  }

  @Test
  void aTransferIsAbortedAndNothingIsPublished() throws Exception {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login();
        Socket data = client.passive()) {
      Files.writeString(ftp.path("/kept"), "1");
      client.say("STOR a").expect(150);
      data.getOutputStream().write(1);
      of(ftp, "user").end();
      client.expect(426);
      client.expect(421);
      assertThat(client.isClosedByServer()).isTrue();
      Patience.until("the session ends", () -> ftp.server().sessions().isEmpty());
      assertThat(ftp.events()).hasAtLeastOneElementOfType(FtpEvent.TransferFailed.class);
      assertThat(ftp.path("/kept")).hasContent("1");
    }
  }

  @Test
  void aClientIsDisconnectedWhileACallOfTheFileSystemDoesNotReturn() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    FileSystem memory = TestFtp.memory();
    CountingFileSystem files = new CountingFileSystem(memory);
    Files.writeString(memory.getPath("/a"), "1");
    try (TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.login()) {
      files.whenAsked(
          (question, path) -> {
            if (question.equals("delete")) {
              called.countDown();
              await(free);
            }
          });
      client.send("DELE a\r\n");
      called.await();
      of(ftp, "user").end();
      Duration time = Patience.time(() -> assertThat(client.rest()).doesNotContain("250 "));
      assertThat(time).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(30));
      assertThat(of(ftp, "user").command()).isEqualTo("DELE");
      free.countDown();
      Patience.until("the session ends", () -> ftp.server().sessions().isEmpty());
    } finally {
      free.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
