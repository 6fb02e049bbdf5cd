package io.github.nioftpd.fs;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/** A channel that reads an array. Owned by one thread. */
public final class BytesChannel extends PositionChannel {

  private final ByteBuffer bytes;

  /**
   * Creates a channel at position 0.
   *
   * @param bytes the content, which is not copied
   */
  public BytesChannel(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  @Override
  public int read(ByteBuffer target) throws ClosedChannelException {
    ensureOpen();
    if (at() >= bytes.limit()) {
      return -1;
    }
    int count = Math.min(target.remaining(), bytes.limit() - (int) at());
    target.put(bytes.slice((int) at(), count));
    moveTo(at() + count);
    return count;
  }

  @Override
  public long size() throws ClosedChannelException {
    ensureOpen();
    return bytes.limit();
  }

  @Override
  public void close() {
    boolean unused = end();
  }
}
