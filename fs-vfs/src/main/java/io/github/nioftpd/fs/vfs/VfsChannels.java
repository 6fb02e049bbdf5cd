package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.WriteMode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.vfs2.FileObject;

/** Opens files to be read and written. Safe for use by several threads. */
final class VfsChannels {

  private final VfsSession access;
  private final boolean atomic;

  /**
   * Makes an opening.
   *
   * @param access to the file system
   * @param atomic whether uploads get their name when they are complete
   */
  VfsChannels(VfsSession access, boolean atomic) {
    this.access = access;
    this.atomic = atomic && access.traits().can(Capability.RENAME);
  }

  /** A channel to read from. */
  SeekableByteChannel toRead(VfsLocation place) throws IOException {
    VfsAttributes there =
        access.run(
            place.path(),
            () ->
                access
                    .attributes(place.names())
                    .orElseThrow(() -> new NoSuchFileException(place.path())));
    if (there.isDirectory()) {
      throw new FileSystemException(place.path(), null, "Is a directory");
    }
    ensureReadable(place);
    return new ReadChannel(access, place, there.size(), access.stream());
  }

  /** Of an entry that cannot be read, this shows before a byte is expected. */
  private void ensureReadable(VfsLocation place) throws IOException {
    Optional<FileObject> file =
        access.archive().flatMap(archive -> archive.at(place.names())).map(Archive.Entry::file);
    if (file.isPresent() && file.get() instanceof ZipProvider.Member member) {
      String lack = member.lack();
      if (lack != null) {
        throw new FileSystemException(place.path(), null, lack);
      }
    }
  }

  /** A channel to write to. */
  SeekableByteChannel toWrite(VfsLocation place, WriteMode mode) throws IOException {
    return toWrite(place, mode, atomic);
  }

  /** A channel whose content replaces a file when it is closed, where names can be given. */
  WriteChannel toReplace(VfsLocation place) throws IOException {
    boolean renames = access.traits().can(Capability.RENAME);
    return toWrite(place, WriteMode.REPLACE, renames);
  }

  private WriteChannel toWrite(VfsLocation place, WriteMode mode, boolean beside)
      throws IOException {
    if (access.traits().isReadOnly()) {
      throw new ReadOnlyFileSystemException();
    }
    Connections.Hold hold = access.stream();
    boolean opened = false;
    try {
      Writing writing = access.open(place.path(), () -> begin(place, mode, beside));
      opened = true;
      return new WriteChannel(access, writing.sink(), writing.upload(), hold);
    } finally {
      if (!opened) {
        hold.close();
      }
    }
  }

  /** What was opened to be written, and ends when nobody waits for it any more. */
  private record Writing(UploadSink sink, WriteChannel.Upload upload) implements Closeable {
    @Override
    public void close() throws IOException {
      sink.end();
    }
  }

  private Writing begin(VfsLocation place, WriteMode mode, boolean beside) throws IOException {
    long there = sizeOfWhatIsThere(place, mode);
    boolean whole = there < 0 || mode.truncates();
    if (!whole && mode.appends() && !access.traits().can(Capability.APPEND)) {
      throw new UnsupportedOperationException("no appending to files of this file system");
    }
    boolean aside = whole && beside && !mode.fresh();
    VfsLocation target = aside ? place.parent().child("." + UUID.randomUUID() + ".part") : place;
    UploadSink sink = new UploadSink(access, target, whole ? 0 : there);
    if (whole) {
      sink.replace();
    } else if (mode.appends()) {
      sink.begin(there);
    }
    Optional<VfsLocation> part = aside ? Optional.of(target) : Optional.empty();
    return new Writing(
        sink, new WriteChannel.Upload(place, part, whole ? -1 : there, mode.appends()));
  }

  /** The size of the file that is written to, or -1 when there is none. */
  private long sizeOfWhatIsThere(VfsLocation place, WriteMode mode) throws IOException {
    if (place.isRoot()) {
      throw new FileSystemException(place.path(), null, "Is a directory");
    }
    ensureDirectory(access, place.parent());
    Optional<FileObject> file = access.find(place.names());
    if (file.isPresent() && mode.fresh()) {
      throw new FileAlreadyExistsException(place.path());
    }
    if (file.isPresent() && file.get().isFolder()) {
      throw new FileSystemException(place.path(), null, "Is a directory");
    }
    if (file.isEmpty() && !mode.creates() && !mode.fresh()) {
      throw new NoSuchFileException(place.path());
    }
    return file.isEmpty() ? -1 : file.get().getContent().getSize();
  }

  /** VFS would make all the directories that are missing. */
  static void ensureDirectory(VfsSession access, VfsLocation directory) throws IOException {
    Optional<VfsAttributes> there = access.attributes(directory.names());
    if (there.isEmpty()) {
      throw new NoSuchFileException(directory.path());
    }
    if (!there.get().isDirectory()) {
      throw new FileSystemException(directory.path(), null, "Not a directory");
    }
  }
}
