package io.github.nioftpd.fs;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A channel that reads an array. Owned by one thread. */
public final class BytesChannel implements SeekableByteChannel {

  private final ByteBuffer bytes;
  private long position;
  private boolean open = true;

  /**
   * Creates a channel at position 0.
   *
   * @param bytes the content, which is not copied
   */
  public BytesChannel(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  private void ensureOpen() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public int read(ByteBuffer target) throws ClosedChannelException {
    ensureOpen();
    if (position >= bytes.limit()) {
      return -1;
    }
    int count = Math.min(target.remaining(), bytes.limit() - (int) position);
    target.put(bytes.slice((int) position, count));
    position += count;
    return count;
  }

  @Override
  public long position() throws ClosedChannelException {
    ensureOpen();
    return position;
  }

  @Override
  public SeekableByteChannel position(long next) throws ClosedChannelException {
    ensureOpen();
    if (next < 0) {
      throw new IllegalArgumentException("a negative position");
    }
    position = next;
    return this;
  }

  @Override
  public long size() throws ClosedChannelException {
    ensureOpen();
    return bytes.limit();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }
}
