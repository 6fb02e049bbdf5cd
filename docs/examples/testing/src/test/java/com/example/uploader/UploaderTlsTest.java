package com.example.uploader;

import static io.github.nioftpd.test.FtpAssertions.assertThat;

import com.example.uploader.Uploader.Patience;
import io.github.nioftpd.test.FtpExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class UploaderTlsTest {

  @RegisterExtension
  static final FtpExtension ftp =
      FtpExtension.with().user("bob", "secret").directory("/out").tlsRequired();

  @Test
  void uploadsOverTls(@TempDir Path directory) throws Exception {
    Path report = Files.writeString(directory.resolve("report.csv"), "1;2;3");
    Patience patience = new Patience(1, Duration.ZERO, Duration.ofSeconds(20));
    Uploader.secured(ftp.uri("bob"), ftp.trustManager(), patience)
        .upload(report, "/out/report.csv");
    assertThat(ftp).hasFile("/out/report.csv", "1;2;3").received("PROT P").replied(200);
  }
}
