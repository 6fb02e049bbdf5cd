package io.github.nioftpd.fs.mount;

import io.github.nioftpd.fs.PositionChannel;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A channel that reads a file through a stream. It seeks forward by skipping, and backward by
 * opening a new stream. Owned by one thread.
 */
final class StreamChannel extends PositionChannel {

  private static final int PIECE = 64 << 10;

  private final Path file;
  private final long size;
  private final byte[] piece = new byte[PIECE];
  private InputStream stream;
  private long streamAt;

  StreamChannel(Path file) throws IOException {
    this.file = file;
    this.size = Files.size(file);
    this.stream = Files.newInputStream(file);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    ensureOpen();
    if (at() >= size) {
      return -1;
    }
    seek();
    int count = stream.read(piece, 0, Math.min(piece.length, target.remaining()));
    if (count < 0) {
      throw new EOFException("the content of " + file + " ended early");
    }
    target.put(piece, 0, count);
    moveTo(at() + count);
    streamAt = at();
    return count;
  }

  private void seek() throws IOException {
    if (at() < streamAt) {
      stream.close();
      stream = Files.newInputStream(file);
      streamAt = 0;
    }
    stream.skipNBytes(at() - streamAt);
    streamAt = at();
  }

  @Override
  public long size() throws IOException {
    ensureOpen();
    return size;
  }

  @Override
  public void close() throws IOException {
    boolean unused = end();
    stream.close();
  }
}
