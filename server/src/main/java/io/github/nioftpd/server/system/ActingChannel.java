package io.github.nioftpd.server.system;

import io.github.nioftpd.fs.ForwardingChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A file that a user writes. Each change of it, and its publication, is done as the user. */
final class ActingChannel extends ForwardingChannel {

  private final Identity identity;

  ActingChannel(SeekableByteChannel inner, Identity identity) {
    super(inner);
    this.identity = identity;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return identity.call(() -> inner().write(source));
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    identity.call(() -> inner().truncate(size));
    return this;
  }

  @Override
  public void close() throws IOException {
    identity.run(inner()::close);
  }
}
