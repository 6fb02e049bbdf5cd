package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.PositionChannel;
import io.github.nioftpd.fs.vfs.common.Connections;
import io.github.nioftpd.fs.vfs.common.VfsFailures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.apache.commons.vfs2.FileObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel that writes a file. After {@code close()} without a failure the server has confirmed
 * the content.
 *
 * <p>An aborted upload keeps the received part for a later one to resume, if the provider can
 * append and the upload has its final name; otherwise it leaves nothing. Owned by one thread.
 */
final class WriteChannel extends PositionChannel implements Abortable {

  private static final Logger LOG = LoggerFactory.getLogger(WriteChannel.class);

  private final VfsSession session;
  private final UploadSink sink;
  private final Upload upload;
  private final Connections.Hold hold;
  private byte[] transit = new byte[0];
  private boolean failed;

  /**
   * An upload.
   *
   * @param part temporary path until it is complete, if any
   * @param kept size of the existing file that is written to, or -1 for new content
   * @param appends whether all bytes are appended
   */
  record Upload(VfsPath path, Optional<VfsPath> part, long kept, boolean appends) {}

  /** Creates a channel; the sink is open for new or appended content, and otherwise not yet. */
  WriteChannel(VfsSession session, UploadSink sink, Upload upload, Connections.Hold hold) {
    this.session = session;
    this.sink = sink;
    this.upload = upload;
    this.hold = hold;
    moveTo(upload.appends() ? sink.size() : 0);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    ensureOpen();
    int all = source.remaining();
    boolean done = false;
    try {
      if (!sink.isOpen()) {
        session.change(path(), () -> sink.begin(at()));
      }
      if (transit.length < Math.min(all, ReadChannel.TRANSIT)) {
        transit = new byte[Math.min(all, ReadChannel.TRANSIT)];
      }
      while (source.hasRemaining()) {
        int count = Math.min(source.remaining(), transit.length);
        source.get(transit, 0, count);
        sink.write(at(), transit, count);
        moveTo(at() + count);
      }
      done = true;
      return all;
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw VfsFailures.translated(e, path());
    } finally {
      failed |= !done;
    }
  }

  private String path() {
    return upload.path().text();
  }

  /** Sends the content, and renames it from its temporary path. */
  @Override
  public void close() throws IOException {
    if (failed) {
      abort();
      return;
    }
    if (!end()) {
      return;
    }
    try (hold) {
      sink.close();
      if (upload.part().isPresent()) {
        Rename rename = new Rename(session);
        session.change(path(), () -> rename.publish(upload.part().get(), upload.path()));
      }
    }
  }

  @Override
  public void abort() throws IOException {
    boolean keeps =
        session.features().can(Capability.APPEND)
            && upload.part().isEmpty()
            && !session.features().sendsAtClose();
    if (!keeps) {
      discard();
    } else if (end()) {
      try (hold) {
        endStream();
      }
    }
  }

  @Override
  public boolean isAtomic() {
    return upload.part().isPresent();
  }

  /** Ends the stream of a failed upload; the reply does not matter. */
  private void endStream() {
    try {
      sink.abort();
    } catch (IOException e) {
      LOG.debug("upload of {} aborted", path(), e);
    }
  }

  @Override
  public void discard() throws IOException {
    if (!end()) {
      return;
    }
    boolean changed = sink.isOpen();
    try (hold) {
      endStream();
      if (changed && session.isOpen()) {
        session.change(path(), this::restore);
      }
    }
  }

  private void restore() throws IOException {
    if (upload.kept() >= 0) {
      if (sink.size() > upload.kept()) {
        sink.truncate(upload.kept());
      }
      return;
    }
    Optional<FileObject> file = session.find(upload.part().orElse(upload.path()).names());
    boolean arrived = upload.part().isPresent() || !session.features().sendsAtClose();
    if (file.isPresent() && arrived) {
      boolean unused = file.get().delete();
    }
  }

  @Override
  public SeekableByteChannel position(long next) throws IOException {
    ensureOpen();
    if (next > 0 && next != at() && !upload.appends() && !sink.reaches(next)) {
      throw new UnsupportedOperationException(
          "cannot write at an offset inside a file of this file system");
    }
    return super.position(upload.appends() && next >= 0 ? at() : next);
  }

  @Override
  public long size() throws IOException {
    ensureOpen();
    return sink.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    ensureOpen();
    if (size < 0) {
      throw new IllegalArgumentException("negative size: " + size);
    }
    if (size < sink.size()) {
      session.change(path(), () -> sink.truncate(size));
    }
    moveTo(Math.min(at(), size));
    return this;
  }
}
