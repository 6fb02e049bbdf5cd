package com.example.uploader;

import static io.github.nioftpd.test.FtpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.example.uploader.Uploader.Patience;
import io.github.nioftpd.intercept.DataCutException.End;
import io.github.nioftpd.test.FtpExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class UploaderTest {

  private static final Patience PATIENCE = new Patience(3, Duration.ZERO, Duration.ofSeconds(20));

  @RegisterExtension
  static final FtpExtension ftp =
      FtpExtension.with().user("bob", "secret").file("/out/old.csv", "old");

  @TempDir private Path directory;
  private Path report;

  @BeforeEach
  void write() throws IOException {
    report = Files.writeString(directory.resolve("report.csv"), "1;2;3\n".repeat(50_000));
  }

  private Uploader uploader() {
    return Uploader.plain(ftp.uri("bob"), PATIENCE);
  }

  @Test
  void uploadsAFile() throws Exception {
    uploader().upload(report, "/out/report.csv");
    assertThat(ftp.path("/out/report.csv")).hasSameBinaryContentAs(report);
    assertThat(ftp).hasNoOpenSessions();
  }

  @Test
  void showsAFileWhenItIsComplete() throws Exception {
    uploader().upload(report, "/out/report.csv");
    assertThat(ftp).received("STOR /out/.report.csv.part").replied(226);
    assertThat(ftp).received("RNTO /out/report.csv").replied(250);
    assertThat(ftp).hasNoFile("/out/.report.csv.part");
  }

  @Test
  void replacesAFile() throws Exception {
    uploader().upload(report, "/out/old.csv");
    assertThat(ftp.path("/out/old.csv")).hasSameBinaryContentAs(report);
    assertThat(ftp).neverReceived("DELE");
  }

  @Test
  void doesNotRepeatAWrongPassword() {
    URI uri = URI.create("ftp://bob:wrong@" + ftp.host() + ":" + ftp.port() + "/");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> Uploader.plain(uri, PATIENCE).upload(report, "/out/report.csv"))
        .withMessageStartingWith("530");
    assertThat(ftp).hasNoLogin().received("PASS", 1);
  }

  @Test
  void doesNotRepeatAPermanentFailure() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> uploader().upload(report, "/missing/report.csv"))
        .withMessageStartingWith("55");
    assertThat(ftp).received("STOR", 1);
  }

  @Test
  void waitsForSpace() throws Exception {
    ftp.on("STOR").path("/out/*").times(2).thenReply(452, "Disk full");
    uploader().upload(report, "/out/report.csv");
    assertThat(ftp).received("STOR /out/.report.csv.part", 3).replied(452, 452, 226);
    assertThat(ftp.path("/out/report.csv")).hasSameBinaryContentAs(report);
  }

  @Test
  void repeatsAnUploadWhoseDataConnectionIsLost() throws Exception {
    ftp.on("STOR").times(1).thenCutData(64_000, End.RESET);
    uploader().upload(report, "/out/report.csv");
    assertThat(ftp).received("STOR", 2).replied(426, 226);
    assertThat(ftp.path("/out/report.csv")).hasSameBinaryContentAs(report);
  }

  @Test
  void repeatsAnUploadThatGetsNoAnswer() throws Exception {
    ftp.on("STOR").times(1).thenHang();
    Patience little = new Patience(5, Duration.ZERO, Duration.ofSeconds(1));
    Uploader.plain(ftp.uri("bob"), little).upload(report, "/out/report.csv");
    ftp.verifyNoUnusedFaults();
    assertThat(ftp.path("/out/report.csv")).hasSameBinaryContentAs(report);
  }
}
