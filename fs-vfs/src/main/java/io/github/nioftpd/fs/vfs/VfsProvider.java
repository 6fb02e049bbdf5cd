package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.EntryStream;
import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.TreeProvider;
import io.github.nioftpd.fs.WriteMode;
import io.github.nioftpd.fs.vfs.common.NameEncoding;
import io.github.nioftpd.fs.vfs.common.VfsAttributes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.vfs2.FileObject;

/** The operations of a {@link VfsFileSystem}. */
final class VfsProvider extends TreeProvider {

  private final VfsSession session;
  private final VfsChannels channels;
  private final Rename rename;

  VfsProvider(VfsFileSystem fileSystem, VfsSession session, boolean atomic) {
    super(fileSystem, "vfs");
    this.session = session;
    this.channels = new VfsChannels(session, atomic);
    this.rename = new Rename(session);
  }

  @Override
  protected VfsAttributes attributes(SlashPath path, List<String> names) throws IOException {
    VfsPath place = VfsPath.of(path);
    return session.run(place.text(), () -> existing(place));
  }

  private VfsAttributes existing(VfsPath path) throws IOException {
    return session.attributes(path.names()).orElseThrow(() -> new NoSuchFileException(path.text()));
  }

  @Override
  protected EntryStream.Source<EntryStream.Entry> list(SlashPath directory) throws IOException {
    VfsPath path = VfsPath.of(directory);
    return EntryStream.Source.of(session.run(path.text(), () -> children(path)));
  }

  private List<EntryStream.Entry> children(VfsPath path) throws IOException {
    if (!existing(path).isDirectory()) {
      throw new NotDirectoryException(path.text());
    }
    if (!session.features().lists()) {
      throw new UnsupportedOperationException(
          "directories of this file system cannot be listed; open a file by its path");
    }
    List<EntryStream.Entry> children = new ArrayList<>();
    if (session.archive().isPresent()) {
      for (String name : session.archive().get().at(path.names()).orElseThrow().children()) {
        children.add(EntryStream.Entry.of(name, existing(path.child(name))));
      }
      return children;
    }
    for (FileObject child : session.at(path.names()).getChildren()) {
      String name = NameEncoding.decoded(child.getName().getBaseName());
      if (NameEncoding.isPlain(name) && child.exists()) {
        children.add(EntryStream.Entry.of(name, session.attributes(child)));
      }
    }
    return children;
  }

  @Override
  protected SeekableByteChannel read(SlashPath path) throws IOException {
    return channels.toRead(VfsPath.of(path));
  }

  @Override
  protected SeekableByteChannel write(SlashPath path, WriteMode mode) throws IOException {
    return channels.toWrite(VfsPath.of(path), mode);
  }

  @Override
  protected void makeDirectory(SlashPath directory) throws IOException {
    makeDirectory(VfsPath.of(directory));
  }

  private void makeDirectory(VfsPath path) throws IOException {
    session.change(
        path.text(),
        () -> {
          if (path.isRoot() || session.find(path.names()).isPresent()) {
            throw new FileAlreadyExistsException(path.text());
          }
          VfsChannels.ensureDirectory(session, path.parent());
          session.at(path.names()).createFolder();
        });
  }

  @Override
  protected void remove(SlashPath path) throws IOException {
    VfsPath place = VfsPath.of(path);
    session.change(place.text(), () -> remove(place));
  }

  private void remove(VfsPath path) throws IOException {
    if (path.isRoot()) {
      throw new FileSystemException(path.text(), null, "the root cannot be deleted");
    }
    FileObject file =
        session.find(path.names()).orElseThrow(() -> new NoSuchFileException(path.text()));
    Rename.ensureEmpty(file, path);
    if (!file.delete()) {
      throw new FileSystemException(path.text(), null, "the file could not be deleted");
    }
  }

  @Override
  protected void rename(SlashPath source, SlashPath target, boolean replace) throws IOException {
    VfsPath from = VfsPath.of(source);
    session.change(from.text(), () -> rename.move(from, VfsPath.of(target), replace));
  }

  @Override
  protected void touch(SlashPath path, Instant time) throws IOException {
    touch(VfsPath.of(path), time);
  }

  private void touch(VfsPath path, Instant time) throws IOException {
    session.change(
        path.text(),
        () -> {
          boolean directory = existing(path).isDirectory();
          ensure(directory ? Capability.SET_DIRECTORY_TIME : Capability.SET_TIME);
          session.at(path.names()).getContent().setLastModifiedTime(time.toEpochMilli());
        });
  }

  private void ensure(Capability capability) {
    if (!session.features().can(capability)) {
      throw refused(capability);
    }
  }

  /** A failed copy leaves nothing. */
  @Override
  protected void duplicate(SlashPath source, SlashPath target, boolean replace, boolean keepTime)
      throws IOException {
    VfsPath from = VfsPath.of(source);
    VfsPath to = VfsPath.of(target);
    VfsAttributes original = session.run(from.text(), () -> existing(from));
    if (keepTime && !original.isDirectory()) {
      ensure(Capability.SET_TIME);
    }
    if (from.names().equals(to.names())) {
      return;
    }
    session.change(to.text(), () -> clear(to, replace, original.isDirectory()));
    if (original.isDirectory()) {
      makeDirectory(to);
      return;
    }
    copyContent(from, to);
    if (keepTime) {
      touch(to, original.modified());
    }
  }

  /** Removes the target of a copy, except for a file that is replaced by a file. */
  private void clear(VfsPath target, boolean replace, boolean byDirectory) throws IOException {
    Optional<FileObject> other = session.find(target.names());
    if (other.isPresent() && !replace) {
      throw new FileAlreadyExistsException(target.text());
    }
    if (other.isPresent() && (other.get().isFolder() || byDirectory)) {
      remove(target);
    }
  }

  private void copyContent(VfsPath source, VfsPath target) throws IOException {
    try (SeekableByteChannel from = channels.toRead(source)) {
      WriteChannel to = channels.toReplace(target);
      boolean done = false;
      try {
        ByteBuffer buffer = ByteBuffer.allocate(ReadChannel.TRANSIT);
        while (from.read(buffer) >= 0) {
          to.write(buffer.flip());
          buffer.clear();
        }
        done = true;
      } finally {
        if (done) {
          to.close();
        } else {
          to.discard();
        }
      }
    }
  }
}
