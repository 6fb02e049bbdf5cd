package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.ForwardingChannel;
import io.github.nioftpd.fs.Identified;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that is written. Its failures have the types of {@code java.nio.file}, whatever the
 * language of the system; its content is flushed when it is closed, if that is wanted.
 */
final class LocalChannel extends ForwardingChannel implements Identified {

  private final FileChannel channel;
  private final Path path;
  private final Optional<Object> key;
  private final Sync sync;

  LocalChannel(FileChannel channel, Path path, Optional<Object> key, Sync sync) {
    super(channel);
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
}
