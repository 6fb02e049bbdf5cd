package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.vfs.common.Connections;
import io.github.nioftpd.fs.vfs.common.VfsFailures;
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
 * A channel that reads a file. It opens the content with the first byte, at the position that is
 * set by then. If a provider cannot start at an offset, the bytes before it are read and skipped.
 *
 * <p>A stream that ends early is a failure, not the end of the file. Owned by one thread.
 */
final class ReadChannel implements SeekableByteChannel {

  private static final Logger LOG = LoggerFactory.getLogger(ReadChannel.class);

  /** Skipping so many bytes is quicker than opening another stream. */
  private static final int SHORT_WAY = 1 << 18;

  static final int TRANSIT = 1 << 18;

  private final VfsSession session;
  private final VfsPath path;
  private final long size;
  private final Connections.Hold hold;
  private byte[] transit = new byte[0];
  private @Nullable Content stream;
  private long streamAt;
  private long position;
  private boolean open = true;

  ReadChannel(VfsSession session, VfsPath path, long size, Connections.Hold hold) {
    this.session = session;
    this.path = path;
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
        throw new EOFException("the content is shorter than the size of the file");
      }
      target.put(transit, 0, count);
      position += count;
      streamAt = position;
      return count;
    } catch (IOException e) {
      cut();
      throw VfsFailures.translated(e, path.text());
    }
  }

  private InputStream streamAtPosition() throws IOException {
    Content from = stream;
    boolean near = position >= streamAt && position - streamAt <= SHORT_WAY;
    if (from == null || (!near && (position < streamAt || session.features().readsAnywhere()))) {
      cut();
      long at = session.features().readsAnywhere() ? position : 0;
      from = session.open(path.text(), () -> Content.read(file(), at));
      stream = from;
      streamAt = at;
    }
    if (position > streamAt) {
      from.stream().skipNBytes(position - streamAt);
      streamAt = position;
    }
    return from.stream();
  }

  /** The file existed when the channel was opened, so no request is needed to look it up. */
  private FileObject file() throws IOException {
    return session.archive().isEmpty()
        ? session.at(path.names())
        : session.find(path.names()).orElseThrow(() -> new NoSuchFileException(path.text()));
  }

  /** Closes the stream. The reply to a stream that was not read to its end does not matter. */
  private void cut() {
    Content last = stream;
    stream = null;
    try {
      if (last != null) {
        last.close();
      }
    } catch (IOException e) {
      LOG.debug("stream of {} closed at {}", path.text(), streamAt, e);
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
