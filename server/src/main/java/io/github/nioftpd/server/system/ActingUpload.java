package io.github.nioftpd.server.system;

import io.github.nioftpd.fs.Abortable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A file that a user writes and that can be given up, which is done as the user, too. As safe for
 * several threads as the channel below.
 */
final class ActingUpload implements SeekableByteChannel, Abortable {

  private final ActingChannel channel;
  private final Abortable world;
  private final Identity identity;

  ActingUpload(ActingChannel channel, Abortable world, Identity identity) {
    this.channel = channel;
    this.world = world;
    this.identity = identity;
  }

  @Override
  public void abort() throws IOException {
    identity.call(
        () -> {
          world.abort();
          return this;
        });
  }

  @Override
  public void discard() throws IOException {
    identity.call(
        () -> {
          world.discard();
          return this;
        });
  }

  @Override
  public boolean isAtomic() {
    return world.isAtomic();
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return channel.write(source);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return channel.read(target);
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    channel.truncate(size);
    return this;
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    channel.position(position);
    return this;
  }

  @Override
  public long position() throws IOException {
    return channel.position();
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
