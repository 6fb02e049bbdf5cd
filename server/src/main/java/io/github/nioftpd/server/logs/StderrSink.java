package io.github.nioftpd.server.logs;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The standard error. */
final class StderrSink implements Sink {

  private final PrintStream stream;

  StderrSink(PrintStream stream) {
    this.stream = stream;
  }

  @Override
  public void write(Line line) throws IOException {
    stream.write((line.text() + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    stream.flush();
    if (stream.checkError()) {
      throw new IOException("the standard error is closed");
    }
  }

  @Override
  public void close() {
    stream.flush(); // it is not ours to close
  }
}
