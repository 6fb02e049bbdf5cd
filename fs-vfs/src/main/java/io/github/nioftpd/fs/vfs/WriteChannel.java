package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.Capability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.apache.commons.vfs2.FileObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel that writes a file. When it is closed without a failure the content has arrived; the
 * end of an upload is the answer of the server, not the last byte.
 *
 * <p>An upload that is aborted leaves the part that came, so that a later one can go on, where the
 * provider can append and the upload has its name already; otherwise it leaves nothing. Owned by
 * one thread.
 */
final class WriteChannel implements SeekableByteChannel, Abortable {

  private static final Logger LOG = LoggerFactory.getLogger(WriteChannel.class);

  private final VfsSession access;
  private final UploadSink sink;
  private final Upload upload;
  private final Connections.Hold hold;
  private byte[] transit = new byte[0];
  private long position;
  private boolean failed;
  private boolean open = true;

  /**
   * What is written.
   *
   * @param place of the file
   * @param part where it is until it is complete, if not there
   * @param kept how long the file is that is written to, or -1 when its content begins anew
   * @param appends whether all is written at the end
   */
  record Upload(VfsLocation place, Optional<VfsLocation> part, long kept, boolean appends) {}

  /**
   * Makes a channel.
   *
   * @param access to the file system
   * @param sink open for a content that begins anew or is appended, otherwise not open yet
   * @param upload what is written
   * @param hold among the streams, ended when the channel is closed
   */
  WriteChannel(VfsSession access, UploadSink sink, Upload upload, Connections.Hold hold) {
    this.access = access;
    this.sink = sink;
    this.upload = upload;
    this.hold = hold;
    this.position = upload.appends() ? sink.size() : 0;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    ensureOpen();
    int all = source.remaining();
    boolean done = false;
    try {
      if (!sink.isOpen()) {
        access.change(path(), () -> sink.begin(position));
      }
      if (transit.length < Math.min(all, ReadChannel.TRANSIT)) {
        transit = new byte[Math.min(all, ReadChannel.TRANSIT)];
      }
      while (source.hasRemaining()) {
        int count = Math.min(source.remaining(), transit.length);
        source.get(transit, 0, count);
        sink.write(position, transit, count);
        position += count;
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
    return upload.place().path();
  }

  /** The content is sent, and gets its name. */
  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    if (failed) {
      abort();
      return;
    }
    open = false;
    try (hold) {
      sink.close();
      if (upload.part().isPresent()) {
        Rename relocation = new Rename(access);
        access.change(path(), () -> relocation.publish(upload.part().get(), upload.place()));
      }
    }
  }

  @Override
  public void abort() throws IOException {
    boolean keeps =
        access.traits().can(Capability.APPEND)
            && upload.part().isEmpty()
            && !access.traits().sendsAtClose();
    if (!keeps) {
      discard();
    } else if (open) {
      open = false;
      try (hold) {
        end();
      }
    }
  }

  @Override
  public boolean isAtomic() {
    return upload.part().isPresent();
  }

  /** Ends the stream of an upload that failed, whatever the server thinks of it. */
  private void end() {
    try {
      sink.end();
    } catch (IOException e) {
      LOG.debug("an upload of {} was ended", path(), e);
    }
  }

  @Override
  public void discard() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    boolean changed = sink.isOpen();
    try (hold) {
      end();
      if (changed && access.isOpen()) {
        access.change(path(), this::restore);
      }
    }
  }

  private void restore() throws IOException {
    if (upload.kept() >= 0) {
      if (sink.size() > upload.kept()) {
        sink.cut(upload.kept());
      }
      return;
    }
    Optional<FileObject> file = access.find(upload.part().orElse(upload.place()).names());
    boolean arrived = upload.part().isPresent() || !access.traits().sendsAtClose();
    if (file.isPresent() && arrived) {
      boolean unused = file.get().delete();
    }
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
    if (!upload.appends() && at != position) {
      if (at != 0 && !sink.reaches(at)) {
        throw new UnsupportedOperationException("no writing into the middle of a file");
      }
      position = at;
    }
    return this;
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
      throw new IllegalArgumentException("a negative size");
    }
    if (size < sink.size()) {
      access.change(path(), () -> sink.cut(size));
    }
    position = Math.min(position, size);
    return this;
  }

  @Override
  public int read(ByteBuffer target) {
    throw new NonReadableChannelException();
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
}
