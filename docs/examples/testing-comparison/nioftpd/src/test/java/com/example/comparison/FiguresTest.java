package com.example.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.test.FtpFixture;
import org.junit.jupiter.api.Test;

final class FiguresTest {

  private record Running(FtpFixture ftp) implements Figures.Running {
    @Override
    public int port() {
      return ftp.port();
    }

    @Override
    public void close() {
      ftp.close();
    }
  }

  @Test
  void starts() throws Exception {
    assertThat(Figures.measure("nioftpd-test", FiguresTest::start)).startsWith("220");
  }

  private static Running start() throws Exception {
    return new Running(
        FtpFixture.with()
            .user("bob", "secret")
            .file("/in/a.txt", "hello")
            .directory("/out")
            .start());
  }
}
