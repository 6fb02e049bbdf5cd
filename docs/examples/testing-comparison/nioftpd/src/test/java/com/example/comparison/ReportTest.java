package com.example.comparison;

import static io.github.nioftpd.test.FtpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.nioftpd.test.FtpExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

// report
final class ReportTest {

  @RegisterExtension
  static final FtpExtension ftp =
      FtpExtension.with().user("bob", "secret").directory("/out").file("/in/orders.csv", "1;2");

  @Test
  void sendsAReport() throws Exception {
    try (Client client = new Client(ftp.port(), "bob", "secret")) {
      client.upload(client.download("/in/orders.csv"), "/out/report.csv");
    }
    assertThat(ftp).hasFile("/out/report.csv", "1;2");
  }

  @Test
  void reportsAFullDisk() throws Exception {
    ftp.on("STOR").thenReply(452, "Disk full");
    try (Client client = new Client(ftp.port(), "bob", "secret")) {
      assertThatIOException()
          .isThrownBy(() -> client.upload("1;2", "/out/report.csv"))
          .withMessage("452 Disk full");
    }
    assertThat(ftp).received("STOR /out/report.csv", 1).replied(452);
    assertThat(ftp).hasNoFile("/out/report.csv");
  }
}
// end
