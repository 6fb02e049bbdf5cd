package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.WriteMode;
import io.github.nioftpd.fs.vfs.archive.Archive;
import io.github.nioftpd.fs.vfs.common.Connections;
import io.github.nioftpd.fs.vfs.common.VfsAttributes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.vfs2.FileObject;

/** Opens channels. Safe for use by several threads. */
final class VfsChannels {

  private final VfsSession session;
  private final boolean atomic;

  /** If atomic, an upload gets its name only when it is complete. */
  VfsChannels(VfsSession session, boolean atomic) {
    this.session = session;
    this.atomic = atomic && session.features().can(Capability.RENAME);
  }

  SeekableByteChannel toRead(VfsPath path) throws IOException {
    VfsAttributes there =
        session.run(
            path.text(),
            () ->
                session
                    .attributes(path.names())
                    .orElseThrow(() -> new NoSuchFileException(path.text())));
    if (there.isDirectory()) {
      throw new FileSystemException(path.text(), null, "Is a directory");
    }
    ensureReadable(path);
    return new ReadChannel(session, path, there.size(), session.stream());
  }

  /** Fails before the first byte for an entry that cannot be read. */
  private void ensureReadable(VfsPath path) throws IOException {
    Optional<String> defect =
        session.archive().flatMap(archive -> archive.at(path.names())).map(Archive.Entry::defect);
    if (defect.isPresent()) {
      throw new FileSystemException(path.text(), null, defect.get());
    }
  }

  SeekableByteChannel toWrite(VfsPath path, WriteMode mode) throws IOException {
    return toWrite(path, mode, atomic);
  }

  /** Opens a channel that replaces a file on close, if the provider can rename. */
  WriteChannel toReplace(VfsPath path) throws IOException {
    boolean renames = session.features().can(Capability.RENAME);
    return toWrite(path, WriteMode.REPLACE, renames);
  }

  private WriteChannel toWrite(VfsPath path, WriteMode mode, boolean beside) throws IOException {
    Connections.Hold hold = session.stream();
    boolean opened = false;
    try {
      Writing writing = session.open(path.text(), () -> begin(path, mode, beside));
      opened = true;
      return new WriteChannel(session, writing.sink(), writing.upload(), hold);
    } finally {
      if (!opened) {
        hold.close();
      }
    }
  }

  private record Writing(UploadSink sink, WriteChannel.Upload upload) implements Closeable {
    @Override
    public void close() throws IOException {
      sink.abort();
    }
  }

  private Writing begin(VfsPath path, WriteMode mode, boolean beside) throws IOException {
    long there = existingSize(path, mode);
    boolean whole = there < 0 || mode.truncates();
    if (!whole && mode.appends() && !session.features().can(Capability.APPEND)) {
      throw new UnsupportedOperationException("cannot append to files of this file system");
    }
    boolean aside = whole && beside && !mode.fresh();
    VfsPath target = aside ? path.parent().child("." + UUID.randomUUID() + ".part") : path;
    UploadSink sink = new UploadSink(session, target, whole ? 0 : there);
    if (whole) {
      sink.replace();
    } else if (mode.appends()) {
      sink.begin(there);
    }
    Optional<VfsPath> part = aside ? Optional.of(target) : Optional.empty();
    return new Writing(
        sink, new WriteChannel.Upload(path, part, whole ? -1 : there, mode.appends()));
  }

  /** The size of the existing file, or -1. */
  private long existingSize(VfsPath path, WriteMode mode) throws IOException {
    if (path.isRoot()) {
      throw new FileSystemException(path.text(), null, "Is a directory");
    }
    ensureDirectory(session, path.parent());
    Optional<FileObject> file = session.find(path.names());
    if (file.isPresent() && mode.fresh()) {
      throw new FileAlreadyExistsException(path.text());
    }
    if (file.isPresent() && file.get().isFolder()) {
      throw new FileSystemException(path.text(), null, "Is a directory");
    }
    if (file.isEmpty() && !mode.creates() && !mode.fresh()) {
      throw new NoSuchFileException(path.text());
    }
    return file.isEmpty() ? -1 : file.get().getContent().getSize();
  }

  /** Fails if the parent is missing, where VFS would create it. */
  static void ensureDirectory(VfsSession session, VfsPath directory) throws IOException {
    Optional<VfsAttributes> there = session.attributes(directory.names());
    if (there.isEmpty()) {
      throw new NoSuchFileException(directory.text());
    }
    if (!there.get().isDirectory()) {
      throw new FileSystemException(directory.text(), null, "Not a directory");
    }
  }
}
