package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.Capability;
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

/** Lists, makes, removes, copies and dates. Safe for use by several threads. */
final class Tree {

  private final VfsSession access;
  private final VfsChannels opening;

  Tree(VfsSession access, VfsChannels opening) {
    this.access = access;
    this.opening = opening;
  }

  VfsAttributes attributes(VfsLocation place) throws IOException {
    return access.run(place.path(), () -> there(access, place));
  }

  private static VfsAttributes there(VfsSession access, VfsLocation place) throws IOException {
    return access
        .attributes(place.names())
        .orElseThrow(() -> new NoSuchFileException(place.path()));
  }

  /** The entries of a directory, with their attributes, by as few questions as VFS needs. */
  List<Listing.Child> list(VfsLocation place) throws IOException {
    return access.run(place.path(), () -> children(place));
  }

  private List<Listing.Child> children(VfsLocation place) throws IOException {
    if (!there(access, place).isDirectory()) {
      throw new NotDirectoryException(place.path());
    }
    if (!access.traits().lists()) {
      throw new UnsupportedOperationException("directories of this file system cannot be listed");
    }
    List<Listing.Child> children = new ArrayList<>();
    if (access.archive().isPresent()) {
      for (String name : access.archive().get().at(place.names()).orElseThrow().children()) {
        children.add(new Listing.Child(name, there(access, place.child(name))));
      }
      return children;
    }
    for (FileObject child : access.at(place.names()).getChildren()) {
      String name = Names.decoded(child.getName().getBaseName());
      if (Names.isPlain(name) && child.exists()) {
        children.add(new Listing.Child(name, access.attributes(child)));
      }
    }
    return children;
  }

  /** Refuses what cannot be done. */
  void ensure(Capability capability) {
    if (access.traits().isReadOnly()) {
      throw new ReadOnlyFileSystemException();
    }
    if (!access.traits().can(capability)) {
      throw new UnsupportedOperationException(
          "this file system cannot do this: " + capability.label());
    }
  }

  void createDirectory(VfsLocation place) throws IOException {
    ensure(Capability.MAKE_DIRECTORY);
    access.change(
        place.path(),
        () -> {
          if (place.isRoot() || access.find(place.names()).isPresent()) {
            throw new FileAlreadyExistsException(place.path());
          }
          VfsChannels.ensureDirectory(access, place.parent());
          access.at(place.names()).createFolder();
        });
  }

  void delete(VfsLocation place) throws IOException {
    ensure(Capability.DELETE);
    access.change(place.path(), () -> remove(place));
  }

  private void remove(VfsLocation place) throws IOException {
    if (place.isRoot()) {
      throw new FileSystemException(place.path(), null, "the root stays");
    }
    FileObject file =
        access.find(place.names()).orElseThrow(() -> new NoSuchFileException(place.path()));
    ensureEmpty(file, place);
    if (!file.delete()) {
      throw new FileSystemException(place.path(), null, "it could not be removed");
    }
  }

  static void ensureEmpty(FileObject file, VfsLocation place) throws IOException {
    if (file.isFolder() && file.getChildren().length > 0) {
      throw new DirectoryNotEmptyException(place.path());
    }
  }

  void touch(VfsLocation place, Instant time) throws IOException {
    if (access.traits().isReadOnly()) {
      throw new ReadOnlyFileSystemException();
    }
    access.change(
        place.path(),
        () -> {
          VfsAttributes there = there(access, place);
          ensure(there.isDirectory() ? Capability.SET_DIRECTORY_TIME : Capability.SET_TIME);
          access.at(place.names()).getContent().setLastModifiedTime(time.toEpochMilli());
        });
  }

  /**
   * Copies a file, or makes a directory where one is. What arrived is complete, or it is not there.
   *
   * @param replaces whether a file or an empty directory in the way goes
   * @param keepsTime whether the copy gets the time of what is copied
   */
  void copy(VfsLocation source, VfsLocation target, boolean replaces, boolean keepsTime)
      throws IOException {
    ensure(Capability.WRITE);
    VfsAttributes there = attributes(source);
    if (keepsTime && !there.isDirectory()) {
      ensure(Capability.SET_TIME);
    }
    if (source.names().equals(target.names())) {
      return;
    }
    access.change(
        target.path(),
        () -> {
          Optional<FileObject> other = access.find(target.names());
          if (other.isPresent() && !replaces) {
            throw new FileAlreadyExistsException(target.path());
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

  private void copyContent(VfsLocation source, VfsLocation target) throws IOException {
    try (SeekableByteChannel from = opening.toRead(source)) {
      WriteChannel to = opening.toReplace(target);
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
