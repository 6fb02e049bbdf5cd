package io.github.nioftpd.test.examples;

import static io.github.nioftpd.test.FtpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.test.FtpExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClassServerTest {

  @RegisterExtension
  static final FtpExtension ftp =
      FtpExtension.with().user("bob", "secret").file("/in/a.txt", "hello").directory("/out");

  @Test
  void sendsAReport() throws Exception {
    new Exporter(ftp.uri()).send("1;2", "/out/report.csv");

    assertThat(ftp.path("/out/report.csv")).hasContent("1;2");
  }

  @Test
  void triesAgainWhenTheDiskIsFull() throws Exception {
    ftp.on("STOR").path("/out/*.csv").times(1).thenReply(452, "Disk full");

    new Exporter(ftp.uri()).send("1;2", "/out/report.csv");

    assertThat(ftp)
        .hasFile("/out/report.csv", "1;2")
        .received("STOR /out/report.csv", 2)
        .replied(452, 226)
        .hasNoOpenSessions();
  }
}
