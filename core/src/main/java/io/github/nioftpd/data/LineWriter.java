package io.github.nioftpd.data;

import io.github.nioftpd.wire.WireText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/**
 * Lines on their way to a data connection, gathered into large writes. Owned by the thread of the
 * transfer.
 */
public final class LineWriter {

  private static final int BATCH = 64 << 10;

  private final DataConnection data;
  private final Charset charset;
  private final StringBuilder lines = new StringBuilder();

  /** Makes a writer. */
  public LineWriter(DataConnection data, Charset charset) {
    this.data = data;
    this.charset = charset;
  }

  /**
   * The place to append a line.
   *
   * @return a builder that holds the lines before
   */
  public StringBuilder line() {
    return lines;
  }

  /**
   * Ends the line that was appended.
   *
   * @throws IOException when the connection broke
   */
  public void end() throws IOException {
    lines.append("\r\n");
    if (lines.length() >= BATCH) {
      flush();
    }
  }

  /**
   * Asks whether the transfer was broken off while no line ended.
   *
   * @throws IOException when it was
   */
  public void ensureOpen() throws IOException {
    data.ensureOpen();
  }

  /**
   * Writes the buffered lines.
   *
   * @throws IOException when the connection broke
   */
  public void flush() throws IOException {
    data.write(ByteBuffer.wrap(WireText.encode(lines.toString(), charset)));
    lines.setLength(0);
  }
}
