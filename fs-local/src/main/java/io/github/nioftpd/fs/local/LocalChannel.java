package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.Identified;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that is written. Its failures have the types of {@code java.nio.file}, whatever the
 * language of the system; its content is flushed when it is closed, if that is wanted.
 */
final class LocalChannel implements SeekableByteChannel, Identified {

  private final FileChannel channel;
  private final Path path;
  private final Optional<Object> key;
  private final Sync sync;

  LocalChannel(FileChannel channel, Path path, Optional<Object> key, Sync sync) {
    this.channel = channel;
    this.path = path;
    this.key = key;
    this.sync = sync;
  }

  @Override
  public Optional<Object> identity() {
    return key;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    try {
      return channel.write(source);
    } catch (IOException e) {
      throw HostFailures.of(e, path);
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (channel.isOpen()) {
        sync.file(channel);
      }
    } catch (IOException e) {
      throw HostFailures.of(e, path);
    }
  }

  /** Closes the file, whose content is not wanted. */
  void abandon() throws IOException {
    channel.close();
  }

  @Override
  public int read(ByteBuffer destination) throws IOException {
    return channel.read(destination);
  }

  @Override
  public long position() throws IOException {
    return channel.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    channel.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    channel.truncate(size);
    return this;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }
}
