package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.vfs.common.NameEncoding;
import io.github.nioftpd.fs.vfs.common.VfsAttributes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.vfs2.FileObject;

/** Operations on files and directories. Safe for use by several threads. */
final class Tree {

  private final VfsSession session;
  private final VfsChannels channels;

  Tree(VfsSession session, VfsChannels channels) {
    this.session = session;
    this.channels = channels;
  }

  VfsAttributes attributes(VfsPath path) throws IOException {
    return session.run(path.text(), () -> there(session, path));
  }

  private static VfsAttributes there(VfsSession session, VfsPath path) throws IOException {
    return session.attributes(path.names()).orElseThrow(() -> new NoSuchFileException(path.text()));
  }

  /** Lists a directory with the attributes of its entries. */
  List<Listing.Child> list(VfsPath path) throws IOException {
    return session.run(path.text(), () -> children(path));
  }

  private List<Listing.Child> children(VfsPath path) throws IOException {
    if (!there(session, path).isDirectory()) {
      throw new NotDirectoryException(path.text());
    }
    if (!session.features().lists()) {
      throw new UnsupportedOperationException(
          "directories of this file system cannot be listed; open a file by its path");
    }
    List<Listing.Child> children = new ArrayList<>();
    if (session.archive().isPresent()) {
      for (String name : session.archive().get().at(path.names()).orElseThrow().children()) {
        children.add(new Listing.Child(name, there(session, path.child(name))));
      }
      return children;
    }
    for (FileObject child : session.at(path.names()).getChildren()) {
      String name = NameEncoding.decoded(child.getName().getBaseName());
      if (NameEncoding.isPlain(name) && child.exists()) {
        children.add(new Listing.Child(name, session.attributes(child)));
      }
    }
    return children;
  }

  void ensure(Capability capability) {
    if (session.features().isReadOnly()) {
      throw new ReadOnlyFileSystemException();
    }
    if (!session.features().can(capability)) {
      throw new UnsupportedOperationException(
          "not supported by this file system: " + capability.label());
    }
  }

  void createDirectory(VfsPath path) throws IOException {
    ensure(Capability.MAKE_DIRECTORY);
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

  void delete(VfsPath path) throws IOException {
    ensure(Capability.DELETE);
    session.change(path.text(), () -> remove(path));
  }

  private void remove(VfsPath path) throws IOException {
    if (path.isRoot()) {
      throw new FileSystemException(path.text(), null, "the root cannot be deleted");
    }
    FileObject file =
        session.find(path.names()).orElseThrow(() -> new NoSuchFileException(path.text()));
    ensureEmpty(file, path);
    if (!file.delete()) {
      throw new FileSystemException(path.text(), null, "the file could not be deleted");
    }
  }

  static void ensureEmpty(FileObject file, VfsPath path) throws IOException {
    if (file.isFolder() && file.getChildren().length > 0) {
      throw new DirectoryNotEmptyException(path.text());
    }
  }

  void touch(VfsPath path, Instant time) throws IOException {
    if (session.features().isReadOnly()) {
      throw new ReadOnlyFileSystemException();
    }
    session.change(
        path.text(),
        () -> {
          VfsAttributes there = there(session, path);
          ensure(there.isDirectory() ? Capability.SET_DIRECTORY_TIME : Capability.SET_TIME);
          session.at(path.names()).getContent().setLastModifiedTime(time.toEpochMilli());
        });
  }

  /**
   * Copies a file, or creates a directory for a directory. A failed copy leaves nothing.
   *
   * @param replaces whether an existing file or empty directory is replaced
   * @param keepsTime whether the copy gets the time of the source
   */
  void copy(VfsPath source, VfsPath target, boolean replaces, boolean keepsTime)
      throws IOException {
    ensure(Capability.WRITE);
    VfsAttributes there = attributes(source);
    if (keepsTime && !there.isDirectory()) {
      ensure(Capability.SET_TIME);
    }
    if (source.names().equals(target.names())) {
      return;
    }
    session.change(
        target.text(),
        () -> {
          Optional<FileObject> other = session.find(target.names());
          if (other.isPresent() && !replaces) {
            throw new FileAlreadyExistsException(target.text());
          }
          if (other.isPresent() && (other.get().isFolder() || there.isDirectory())) {
            remove(target);
          }
        });
    if (there.isDirectory()) {
      createDirectory(target);
      return;
    }
    copyContent(source, target);
    if (keepsTime) {
      touch(target, there.modified());
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
