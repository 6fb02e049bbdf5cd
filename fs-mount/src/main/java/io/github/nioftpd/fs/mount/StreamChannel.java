package io.github.nioftpd.fs.mount;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A channel that reads a file through a stream. To go forward it reads and drops what is between,
 * to go back it begins anew. Owned by one thread.
 */
final class StreamChannel implements SeekableByteChannel {

  private static final int PIECE = 64 << 10;

  private final Path file;
  private final long size;
  private final byte[] piece = new byte[PIECE];
  private InputStream stream;
  private long streamAt;
  private long position;
  private boolean open = true;

  StreamChannel(Path file) throws IOException {
    this.file = file;
    this.size = Files.size(file);
    this.stream = Files.newInputStream(file);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    ensureOpen();
    if (position >= size) {
      return -1;
    }
    seek();
    int count = stream.read(piece, 0, Math.min(piece.length, target.remaining()));
    if (count < 0) {
      throw new EOFException("the content of " + file + " ended early");
    }
    target.put(piece, 0, count);
    position += count;
    streamAt = position;
    return count;
  }

  private void seek() throws IOException {
    if (position < streamAt) {
      stream.close();
      stream = Files.newInputStream(file);
      streamAt = 0;
    }
    stream.skipNBytes(position - streamAt);
    streamAt = position;
  }

  @Override
  public long position() throws IOException {
    ensureOpen();
    return position;
  }

  @Override
  public SeekableByteChannel position(long at) throws IOException {
    ensureOpen();
    if (at < 0) {
      throw new IllegalArgumentException("a negative position");
    }
    position = at;
    return this;
  }

  @Override
  public long size() throws IOException {
    ensureOpen();
    return size;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long most) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    stream.close();
  }

  private void ensureOpen() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }
}
