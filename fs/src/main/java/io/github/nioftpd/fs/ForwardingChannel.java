package io.github.nioftpd.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A skeleton of a channel that passes everything on to another one. As safe for use by several
 * threads as that one.
 */
public abstract class ForwardingChannel implements SeekableByteChannel {

  private final SeekableByteChannel inner;

  /**
   * Creates a channel.
   *
   * @param inner the channel to which everything is passed on
   */
  protected ForwardingChannel(SeekableByteChannel inner) {
    this.inner = inner;
  }

  /**
   * The inner channel.
   *
   * @return the channel to which everything is passed on
   */
  protected final SeekableByteChannel inner() {
    return inner;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return inner.read(target);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return inner.write(source);
  }

  @Override
  public long position() throws IOException {
    return inner.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    inner.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return inner.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    inner.truncate(size);
    return this;
  }

  @Override
  public boolean isOpen() {
    return inner.isOpen();
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }
}
