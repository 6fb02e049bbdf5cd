package com.example.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FiguresTest {

  private record Running(TransferTest test) implements Figures.Running {
    @Override
    public int port() {
      return test.port();
    }

    @Override
    public void close() {
      test.stop();
    }
  }

  @Test
  void starts() throws Exception {
    assertThat(Figures.measure("MockFtpServer 3.2.0", FiguresTest::start)).startsWith("220");
  }

  private static Running start() throws Exception {
    TransferTest test = new TransferTest();
    test.start();
    return new Running(test);
  }
}
