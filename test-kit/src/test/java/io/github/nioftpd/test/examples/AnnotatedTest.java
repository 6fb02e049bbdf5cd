package io.github.nioftpd.test.examples;

import static io.github.nioftpd.test.FtpAssertions.assertThat;

import io.github.nioftpd.test.FtpFixture;
import io.github.nioftpd.test.FtpTest;
import org.junit.jupiter.api.Test;

@FtpTest(user = "bob", password = "secret")
class AnnotatedTest {

  @Test
  void sendsAReport(FtpFixture ftp) throws Exception {
    new Exporter(ftp.uri()).send("1;2", "/report.csv");
    assertThat(ftp).hasFile("/report.csv", "1;2");
  }
}
