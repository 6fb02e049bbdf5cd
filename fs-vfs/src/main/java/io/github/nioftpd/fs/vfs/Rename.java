package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.TreeTooLargeException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.vfs2.FileObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives files and directories other names. VFS removes what is in the way before it knows whether
 * the rest will work; here it is put aside, and back when it does not. Everything is done inside an
 * operation. Safe for use by several threads.
 */
final class Rename {

  private static final Logger LOG = LoggerFactory.getLogger(Rename.class);

  /** How many entries of a directory in memory move as one. */
  private static final int MOST = 100_000;

  private final VfsSession access;

  Rename(VfsSession access) {
    this.access = access;
  }

  /** Moves what is at one place to another. */
  void move(VfsLocation source, VfsLocation target, boolean replaces) throws IOException {
    if (source.isRoot() || target.isRoot()) {
      throw new FileSystemException(source.path(), target.path(), "the root stays");
    }
    FileObject from =
        access.find(source.names()).orElseThrow(() -> new NoSuchFileException(source.path()));
    if (source.names().equals(target.names())) {
      return;
    }
    if (target.isBelow(source)) {
      throw new FileSystemException(
          source.path(), target.path(), "a directory cannot be moved into itself");
    }
    VfsChannels.ensureDirectory(access, target.parent());
    Optional<FileObject> other = access.find(target.names());
    if (other.isEmpty()) {
      rename(from, source, target);
      return;
    }
    if (!replaces) {
      throw new FileAlreadyExistsException(target.path());
    }
    Tree.ensureEmpty(other.get(), target);
    replace(from, other.get(), source, target);
  }

  /** Gives a complete upload its name. */
  void publish(VfsLocation part, VfsLocation place) throws IOException {
    boolean done = false;
    try {
      move(part, place, true);
      done = true;
    } finally {
      if (!done) {
        Optional<FileObject> rest = access.find(part.names());
        if (rest.isPresent()) {
          boolean unused = rest.get().delete();
        }
      }
    }
  }

  private void replace(FileObject from, FileObject other, VfsLocation source, VfsLocation target)
      throws IOException {
    VfsLocation aside = target.parent().child("." + UUID.randomUUID() + ".old");
    rename(other, target, aside);
    boolean done = false;
    try {
      rename(from, source, target);
      done = true;
    } finally {
      FileObject old = access.at(aside.names());
      if (!done) {
        rename(old, aside, target);
      } else if (!old.delete()) {
        LOG.warn("what was replaced at {} is left as {}", target.path(), aside.name());
      }
    }
  }

  /** Moves to a place where there is nothing. */
  private void rename(FileObject from, VfsLocation source, VfsLocation target) throws IOException {
    if (!access.traits().inMemory()) {
      from.moveTo(access.at(target.names()));
      return;
    }
    if (count(from, 0) > MOST) {
      throw new TreeTooLargeException(source.path(), target.path(), MOST);
    }
    renameInMemory(from, target);
  }

  private int count(FileObject file, int before) throws IOException {
    int count = before + 1;
    if (file.isFolder()) {
      for (FileObject child : file.getChildren()) {
        count = count > MOST ? count : count(child, count);
      }
    }
    return count;
  }

  /** A directory that is renamed in memory loses its children, and everything its time. */
  private void renameInMemory(FileObject from, VfsLocation target) throws IOException {
    long time = from.getContent().getLastModifiedTime();
    FileObject to = access.at(target.names());
    if (from.isFolder()) {
      to.createFolder();
      for (FileObject child : from.getChildren()) {
        renameInMemory(child, target.child(Names.decoded(child.getName().getBaseName())));
      }
      if (!from.delete()) {
        throw new FileSystemException(target.path(), null, "what was moved could not be removed");
      }
    } else {
      from.moveTo(to);
    }
    access.at(target.names()).getContent().setLastModifiedTime(time);
  }
}
