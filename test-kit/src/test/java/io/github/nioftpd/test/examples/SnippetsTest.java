package io.github.nioftpd.test.examples;

import static io.github.nioftpd.test.FtpAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.nioftpd.test.FtpFixture;
import io.github.nioftpd.test.Received;
import io.github.nioftpd.test.fault.Fault.Certificate.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short examples of docs/testing.md. */
final class SnippetsTest {

  @Test
  void withoutAFramework() throws Exception {
    try (var ftp = FtpFixture.with().user("bob", "secret").file("/in/a.txt", "hello").start()) {
      assertThat(new Exporter(ftp.uri()).fetch("/in/a.txt")).isEqualTo("hello");
    }
  }

  @Test
  void settings(@TempDir Path samples) throws Exception {
    Files.write(samples.resolve("photo.jpg"), new byte[] {1});
    FtpFixture.Builder builder =
        FtpFixture.with()
            .user("bob", "secret")
            .readOnlyUser("eve", "secret")
            .user("eva", "secret", account -> account.home("/in"))
            .anonymous()
            .file("/in/a.txt", "hello")
            .file("/in/photo.jpg", samples.resolve("photo.jpg"))
            .directory("/out")
            .readOnly("/archive")
            .server(server -> server.banner("Welcome"));
    try (FtpFixture ftp = builder.start()) {
      assertThat(ftp).hasDirectory("/archive").hasFile("/in/photo.jpg");
    }
  }

  @Test
  void treesOtherThanMemory() throws Exception {
    try (var ftp = FtpFixture.with().temporaryDirectory().start();
        var other =
            FtpFixture.with().tree(() -> Jimfs.newFileSystem(Configuration.unix())).start()) {
      new Exporter(ftp.uri()).send("1;2", "/report.csv");
      assertThat(ftp.path("/report.csv").toFile()).hasContent("1;2");
      assertThat(other).hasNoFile("/report.csv");
    }
  }

  @Test
  void timesAreThoseOfTheTest() throws Exception {
    Instant noon = Instant.parse("2024-02-29T12:00:00Z");
    try (var ftp = FtpFixture.with().clock(() -> noon).start()) {
      new Exporter(ftp.uri()).send("1;2", "/report.csv");
      assertThat(Files.getLastModifiedTime(ftp.path("/report.csv")).toInstant()).isEqualTo(noon);
    }
  }

  @Test
  void waits() throws Exception {
    try (var ftp = FtpFixture.with().directory("/out").start()) {
      CompletableFuture<Void> job = CompletableFuture.runAsync(() -> exportInBackground(ftp));
      Received login = ftp.takeCommand(ofSeconds(5)); // the next command, with its replies
      Path report =
          ftp.awaitUpload("/out/report.csv", ofSeconds(5)); // complete, or renamed to this
      ftp.awaitIdle(ofSeconds(5)); // no command and no transfer runs
      job.join();
      assertThat(login.line()).isEqualTo("USER user");
      assertThat(report).hasContent("1;2");
    }
  }

  private static void exportInBackground(FtpFixture ftp) {
    try {
      new Exporter(ftp.uri()).send("1;2", "/out/report.csv");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void assertions(@TempDir Path expected) throws Exception {
    Files.writeString(expected.resolve("report.csv"), "1;2");
    try (var ftp = FtpFixture.with().user("bob", "secret").directory("/out").start()) {
      new Exporter(ftp.uri()).send("1;2", "/out/report.csv");
      assertThat(ftp)
          .hasFile("/out/report.csv", "1;2")
          .hasNoFile("/out/report.csv.part")
          .hasDirectory("/out")
          .hasTreeEqualTo("/out", expected)
          .received("STOR /out/report.csv", 1)
          .replied(226)
          .received("PASV")
          .neverReceived("DELE")
          .hasLoggedIn("bob")
          .hasNoOpenSessions();
    }
  }

  @Test
  void tls() throws Exception {
    try (var ftp = FtpFixture.with().user("bob", "secret").tlsRequired().start()) {
      new Exporter(ftp.uri(), ftp.sslContext()).send("1;2", "/report.csv");
      assertThat(ftp).received("AUTH TLS").received("PROT P").hasFile("/report.csv");
    }
  }

  @Test
  void faults() {
    try (var ftp = FtpFixture.with().user("bob", "secret").tls().start()) {
      ftp.on("STOR").path("/out/*.csv").times(1).thenReply(452, "Disk full");
      ftp.on("RETR", "LIST").user("bob").nth(2).thenCutData(64_000);
      ftp.onConnect().firstSessions(1).thenCertificate(Problem.EXPIRED);
      assertThat(ftp.faults().unused()).hasSize(3);
      assertThatExceptionOfType(AssertionError.class).isThrownBy(ftp::verifyNoUnusedFaults);
    }
  }
}
