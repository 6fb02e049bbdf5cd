package io.github.nioftpd.test.examples;

import static io.github.nioftpd.test.FtpAssertions.assertThat;

import io.github.nioftpd.test.FtpExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class MethodServerTest {

  @RegisterExtension
  final FtpExtension ftp = FtpExtension.with().user("bob", "secret").directory("/out");

  @Test
  void sendsAReport() throws Exception {
    new Exporter(ftp.uri()).send("1;2", "/out/report.csv");
    assertThat(ftp).hasFile("/out/report.csv");
  }
}
