package io.github.nioftpd.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A skeleton of a channel that keeps its position and whether it is open. A subclass reads, or
 * writes and truncates. Owned by one thread.
 */
public abstract class PositionChannel implements SeekableByteChannel {

  private long position;
  private boolean open = true;

  /** Creates an open channel at position 0. */
  protected PositionChannel() {}

  /**
   * The position, whether the channel is open or not.
   *
   * @return at least 0
   */
  protected final long at() {
    return position;
  }

  /**
   * Sets the position without a check.
   *
   * @param next at least 0
   */
  protected final void moveTo(long next) {
    position = next;
  }

  /**
   * Marks the channel as closed.
   *
   * @return whether it was open
   */
  protected final boolean end() {
    boolean wasOpen = open;
    open = false;
    return wasOpen;
  }

  /**
   * Checks that the channel is open.
   *
   * @throws ClosedChannelException when it is closed
   */
  protected final void ensureOpen() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    throw new NonReadableChannelException();
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    throw new NonWritableChannelException();
  }

  @Override
  public final long position() throws IOException {
    ensureOpen();
    return position;
  }

  @Override
  public SeekableByteChannel position(long next) throws IOException {
    ensureOpen();
    if (next < 0) {
      throw new IllegalArgumentException("negative position: " + next);
    }
    position = next;
    return this;
  }

  @Override
  public final boolean isOpen() {
    return open;
  }
}
