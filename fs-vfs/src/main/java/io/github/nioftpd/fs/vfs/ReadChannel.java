package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.PositionChannel;
import io.github.nioftpd.fs.vfs.common.Connections;
import io.github.nioftpd.fs.vfs.common.VfsFailures;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
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
final class ReadChannel extends PositionChannel {

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
    if (at() >= size) {
      return -1;
    }
    try {
      InputStream from = streamAtPosition();
      if (transit.length == 0) {
        transit = new byte[(int) Math.min(TRANSIT, size - at())];
      }
      int count = from.read(transit, 0, Math.min(target.remaining(), transit.length));
      if (count < 0) {
        throw new EOFException("the content is shorter than the size of the file");
      }
      target.put(transit, 0, count);
      moveTo(at() + count);
      streamAt = at();
      return count;
    } catch (IOException e) {
      cut();
      throw VfsFailures.translated(e, path.text());
    }
  }

  private InputStream streamAtPosition() throws IOException {
    Content from = stream;
    boolean near = at() >= streamAt && at() - streamAt <= SHORT_WAY;
    if (from == null || (!near && (at() < streamAt || session.features().readsAnywhere()))) {
      cut();
      long start = session.features().readsAnywhere() ? at() : 0;
      from = session.open(path.text(), () -> Content.read(file(), start));
      stream = from;
      streamAt = start;
    }
    if (at() > streamAt) {
      from.stream().skipNBytes(at() - streamAt);
      streamAt = at();
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
  public void close() {
    if (end()) {
      try {
        cut();
      } finally {
        hold.close();
      }
    }
  }
}
