package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.vfs.common.VfsFailures;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.RandomAccessContent;
import org.apache.commons.vfs2.util.RandomAccessMode;
import org.jspecify.annotations.Nullable;

/** Target of an upload: a stream, or random access to a file. Owned by one thread. */
final class UploadSink {

  private final VfsSession session;
  private final VfsPath path;
  private long size;
  private long at;
  private @Nullable OutputStream stream;
  private @Nullable RandomAccessContent content;

  /** Creates a sink that is not open; the size is that of the existing file. */
  UploadSink(VfsSession session, VfsPath path, long size) {
    this.session = session;
    this.path = path;
    this.size = size;
  }

  long size() {
    return size;
  }

  boolean isOpen() {
    return stream != null || content != null;
  }

  /** Whether writing can start at a position. */
  boolean reaches(long position) {
    return (isOpen() && content == null)
        ? position == at
        : isEnd(position) || session.features().writesAnywhere();
  }

  /** Whether a stream can start at a position. */
  private boolean isEnd(long position) {
    return position == size && (position == 0 || session.features().can(Capability.APPEND));
  }

  /** Opens the sink for new content. Inside an operation. */
  void replace() throws IOException {
    FileObject file = session.at(path.names());
    if (session.features().inMemory() && !file.exists()) {
      file.createFile(); // VFS would create it on close
      file = session.at(path.names());
    }
    stream = Content.of(file).getOutputStream(false);
    size = 0;
    at = 0;
  }

  /** Opens the sink at a position. Inside an operation. */
  void begin(long position) throws IOException {
    FileObject file = session.at(path.names());
    if (isEnd(position)) {
      stream = Content.of(file).getOutputStream(position > 0);
    } else if (session.features().writesAnywhere()) {
      content = Content.of(file).getRandomAccessContent(RandomAccessMode.READWRITE);
      content.seek(position);
    } else {
      throw new UnsupportedOperationException(
          "cannot write at an offset inside a file of this file system");
    }
    at = position;
  }

  void write(long position, byte[] bytes, int count) throws IOException {
    if (content != null) {
      content.seek(position);
      content.write(bytes, 0, count);
    } else if (position == at) {
      Objects.requireNonNull(stream).write(bytes, 0, count);
    } else {
      throw new UnsupportedOperationException("files of this file system are written sequentially");
    }
    at = position + count;
    size = Math.max(size, at);
  }

  /** Truncates the file. Inside an operation. */
  void truncate(long most) throws IOException {
    FileObject file = session.at(path.names());
    if (session.features().truncates()) {
      RandomAccessContent random =
          content == null
              ? Content.of(file).getRandomAccessContent(RandomAccessMode.READWRITE)
              : content;
      random.setLength(most);
      if (content == null) {
        random.close();
      }
    } else if (most == 0 && !isOpen()) {
      replace();
    } else {
      throw new UnsupportedOperationException("files of this file system cannot be truncated");
    }
    size = most;
  }

  /** Completes the upload; after a failure the content has not arrived. */
  void close() throws IOException {
    OutputStream last = stream;
    RandomAccessContent random = content;
    stream = null;
    content = null;
    try {
      if (random != null) {
        random.close();
      }
      if (last != null) {
        last.close();
      }
    } catch (IOException e) {
      throw VfsFailures.translated(e, path.text());
    }
  }

  /** Ends the stream of an aborted upload, without sending it where that is possible. */
  void abort() throws IOException {
    if (session.features().sendsAtClose()) {
      stream = null;
      content = null;
    } else {
      close();
    }
  }
}
