package com.example.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.nioftpd.test.FtpExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TransferTest {

  // set-up
  @RegisterExtension
  static final FtpExtension ftp =
      FtpExtension.with().user("bob", "secret").file("/in/a.txt", "hello").directory("/out");

  // end

  @Test
  void uploads() throws Exception {
    try (Client client = new Client(ftp.port(), "bob", "secret")) {
      client.upload("report", "/out/report.csv");
    }
    assertThat(ftp.path("/out/report.csv")).hasContent("report");
  }

  @Test
  void downloads() throws Exception {
    try (Client client = new Client(ftp.port(), "bob", "secret")) {
      assertThat(client.download("/in/a.txt")).isEqualTo("hello");
    }
  }

  @Test
  void refusesAWrongPassword() {
    assertThatIOException()
        .isThrownBy(() -> new Client(ftp.port(), "bob", "wrong"))
        .withMessageStartingWith("530");
  }
}
