package com.example.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FiguresTest {

  @TempDir private Path directory;
  private int count;

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
    assertThat(Figures.measure("Apache FtpServer 1.2.1", this::start)).startsWith("220");
  }

  private Running start() throws Exception {
    TransferTest test = new TransferTest();
    test.home = Files.createDirectory(directory.resolve(String.valueOf(count++)));
    test.start();
    return new Running(test);
  }
}
