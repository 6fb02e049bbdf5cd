package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.Capability;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.RandomAccessContent;
import org.apache.commons.vfs2.util.RandomAccessMode;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a channel go: a stream of a provider, or its way to any byte of a file. Owned
 * by one thread.
 */
final class UploadSink {

  private final VfsSession access;
  private final VfsLocation place;
  private long size;
  private long at;
  private @Nullable OutputStream stream;
  private @Nullable RandomAccessContent content;

  /**
   * Makes a sink that is not open.
   *
   * @param access to the file system
   * @param place of the file
   * @param size of the file that is there
   */
  UploadSink(VfsSession access, VfsLocation place, long size) {
    this.access = access;
    this.place = place;
    this.size = size;
  }

  long size() {
    return size;
  }

  boolean isOpen() {
    return stream != null || content != null;
  }

  /** Whether writing can begin at a position. */
  boolean reaches(long position) {
    return (isOpen() && content == null)
        ? position == at
        : isEnd(position) || access.traits().writesAnywhere();
  }

  /** Whether a stream can begin there. */
  private boolean isEnd(long position) {
    return position == size && (position == 0 || access.traits().can(Capability.APPEND));
  }

  /** Opens for a content that begins anew. Inside an operation. */
  void replace() throws IOException {
    FileObject file = access.at(place.names());
    if (access.traits().inMemory() && !file.exists()) {
      file.createFile(); // else nobody would see it before it is closed
      file = access.at(place.names());
    }
    stream = Content.of(file).getOutputStream(false);
    size = 0;
    at = 0;
  }

  /** Opens for writing from a position on. Inside an operation. */
  void begin(long position) throws IOException {
    FileObject file = access.at(place.names());
    if (isEnd(position)) {
      stream = Content.of(file).getOutputStream(position > 0);
    } else if (access.traits().writesAnywhere()) {
      content = Content.of(file).getRandomAccessContent(RandomAccessMode.READWRITE);
      content.seek(position);
    } else {
      throw new UnsupportedOperationException("no writing into the middle of a file");
    }
    at = position;
  }

  /** Writes bytes, in order or anywhere, as it was opened. */
  void write(long position, byte[] bytes, int count) throws IOException {
    if (content != null) {
      content.seek(position);
      content.write(bytes, 0, count);
    } else if (position == at) {
      Objects.requireNonNull(stream).write(bytes, 0, count);
    } else {
      throw new UnsupportedOperationException("a file of this file system is written in order");
    }
    at = position + count;
    size = Math.max(size, at);
  }

  /** Makes the file shorter. Inside an operation. */
  void cut(long most) throws IOException {
    FileObject file = access.at(place.names());
    if (access.traits().cuts()) {
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
      throw new UnsupportedOperationException("files of this file system cannot be cut");
    }
    size = most;
  }

  /** Sends what was written; a failure means that it is not there. */
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
      throw VfsFailures.translated(e, place.path());
    }
  }

  /** Ends the stream of what is not to be sent, as far as that can be helped. */
  void end() throws IOException {
    if (access.traits().sendsAtClose()) {
      stream = null;
      content = null;
    } else {
      close();
    }
  }
}
