package io.github.nioftpd.fs.vfs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import org.apache.commons.vfs2.FileObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel that reads a file from any position. The provider is asked for the content at the first
 * byte, so that the position comes first. Where a provider cannot begin in the middle, what is
 * before the position is read and dropped.
 *
 * <p>A stream that ends before all of the content came is a failure, never the end of the file.
 * Owned by one thread.
 */
final class ReadChannel implements SeekableByteChannel {

  private static final Logger LOG = LoggerFactory.getLogger(ReadChannel.class);

  /** To read so much and drop it is quicker than another stream. */
  private static final int SHORT_WAY = 1 << 18;

  static final int TRANSIT = 1 << 18;

  private final VfsSession access;
  private final VfsLocation place;
  private final long size;
  private final Connections.Hold hold;
  private byte[] transit = new byte[0];
  private @Nullable Content stream;
  private long streamAt;
  private long position;
  private boolean open = true;

  /**
   * Makes a channel.
   *
   * @param access to the file system
   * @param place where the file is
   * @param size of the file in bytes
   * @param hold among the streams, ended when the channel is closed
   */
  ReadChannel(VfsSession access, VfsLocation place, long size, Connections.Hold hold) {
    this.access = access;
    this.place = place;
    this.size = size;
    this.hold = hold;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    ensureOpen();
    if (!target.hasRemaining()) {
      return 0;
    }
    if (position >= size) {
      return -1;
    }
    try {
      InputStream from = streamAtPosition();
      if (transit.length == 0) {
        transit = new byte[(int) Math.min(TRANSIT, size - position)];
      }
      int count = from.read(transit, 0, Math.min(target.remaining(), transit.length));
      if (count < 0) {
        throw new EOFException("the content ended early");
      }
      target.put(transit, 0, count);
      position += count;
      streamAt = position;
      return count;
    } catch (IOException e) {
      cut();
      throw VfsFailures.translated(e, place.path());
    }
  }

  private InputStream streamAtPosition() throws IOException {
    Content from = stream;
    boolean near = position >= streamAt && position - streamAt <= SHORT_WAY;
    if (from == null || (!near && (position < streamAt || access.traits().readsAnywhere()))) {
      cut();
      long at = access.traits().readsAnywhere() ? position : 0;
      from = access.open(place.path(), () -> Content.read(file(), at));
      stream = from;
      streamAt = at;
    }
    if (position > streamAt) {
      from.stream().skipNBytes(position - streamAt);
      streamAt = position;
    }
    return from.stream();
  }

  /** That there is one was asked when the channel was opened. */
  private FileObject file() throws IOException {
    return access.archive().isEmpty()
        ? access.at(place.names())
        : access.find(place.names()).orElseThrow(() -> new NoSuchFileException(place.path()));
  }

  /** Ends the stream. What a server says to one that was not read to its end is of no interest. */
  private void cut() {
    Content last = stream;
    stream = null;
    try {
      if (last != null) {
        last.close();
      }
    } catch (IOException e) {
      LOG.debug("the stream of {} was ended at {}", place.path(), streamAt, e);
    }
  }

  @Override
  public long size() throws IOException {
    ensureOpen();
    return size;
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
  public void close() {
    if (open) {
      open = false;
      try {
        cut();
      } finally {
        hold.close();
      }
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  private void ensureOpen() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long most) {
    throw new NonWritableChannelException();
  }
}
