package io.github.nioftpd.server.system;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A file that a user writes: each change of it, and its publication at the end, is his. As safe for
 * several threads as the channel below.
 */
final class ActingChannel implements SeekableByteChannel {

  private final SeekableByteChannel world;
  private final Identity identity;

  ActingChannel(SeekableByteChannel world, Identity identity) {
    this.world = world;
    this.identity = identity;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return identity.call(() -> world.write(source));
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return world.read(target);
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    identity.call(() -> world.truncate(size));
    return this;
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    world.position(position);
    return this;
  }

  @Override
  public long position() throws IOException {
    return world.position();
  }

  @Override
  public long size() throws IOException {
    return world.size();
  }

  @Override
  public boolean isOpen() {
    return world.isOpen();
  }

  @Override
  public void close() throws IOException {
    identity.call(
        () -> {
          world.close();
          return this;
        });
  }
}
