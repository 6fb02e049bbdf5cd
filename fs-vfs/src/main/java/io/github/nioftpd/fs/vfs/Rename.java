package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.TreeTooLargeException;
import io.github.nioftpd.fs.vfs.common.NameEncoding;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.vfs2.FileObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renames files and directories, inside operations. VFS deletes an existing target before it knows
 * whether the rename succeeds; here the target is moved aside, and back after a failure. Safe for
 * use by several threads.
 */
final class Rename {

  private static final Logger LOG = LoggerFactory.getLogger(Rename.class);

  /** Limit for renaming a directory in memory. */
  private static final int MOST = 100_000;

  private final VfsSession session;

  Rename(VfsSession session) {
    this.session = session;
  }

  void move(VfsPath source, VfsPath target, boolean replaces) throws IOException {
    if (source.isRoot() || target.isRoot()) {
      throw new FileSystemException(source.text(), target.text(), "the root cannot be renamed");
    }
    FileObject from =
        session.find(source.names()).orElseThrow(() -> new NoSuchFileException(source.text()));
    if (source.names().equals(target.names())) {
      return;
    }
    if (target.isBelow(source)) {
      throw new FileSystemException(
          source.text(), target.text(), "a directory cannot be moved into itself");
    }
    VfsChannels.ensureDirectory(session, target.parent());
    Optional<FileObject> other = session.find(target.names());
    if (other.isEmpty()) {
      rename(from, source, target);
      return;
    }
    if (!replaces) {
      throw new FileAlreadyExistsException(target.text());
    }
    ensureEmpty(other.get(), target);
    replace(from, other.get(), source, target);
  }

  static void ensureEmpty(FileObject file, VfsPath path) throws IOException {
    if (file.isFolder() && file.getChildren().length > 0) {
      throw new DirectoryNotEmptyException(path.text());
    }
  }

  /** Renames a complete upload from its temporary name. */
  void publish(VfsPath part, VfsPath path) throws IOException {
    boolean done = false;
    try {
      move(part, path, true);
      done = true;
    } finally {
      if (!done) {
        Optional<FileObject> rest = session.find(part.names());
        if (rest.isPresent()) {
          boolean unused = rest.get().delete();
        }
      }
    }
  }

  private void replace(FileObject from, FileObject other, VfsPath source, VfsPath target)
      throws IOException {
    VfsPath aside = target.parent().child("." + UUID.randomUUID() + ".old");
    rename(other, target, aside);
    boolean done = false;
    try {
      rename(from, source, target);
      done = true;
    } finally {
      FileObject old = session.at(aside.names());
      if (!done) {
        rename(old, aside, target);
      } else if (!old.delete()) {
        LOG.warn(
            "{} was replaced, but the old file could not be deleted and is now named {}",
            target.text(),
            aside.name());
      }
    }
  }

  /** Renames to a path that does not exist. */
  private void rename(FileObject from, VfsPath source, VfsPath target) throws IOException {
    if (!session.features().inMemory()) {
      from.moveTo(session.at(target.names()));
      return;
    }
    if (count(from, 0) > MOST) {
      throw new TreeTooLargeException(source.text(), target.text(), MOST);
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

  /** VFS would lose the children of the directory, and all times. */
  private void renameInMemory(FileObject from, VfsPath target) throws IOException {
    long time = from.getContent().getLastModifiedTime();
    FileObject to = session.at(target.names());
    if (from.isFolder()) {
      to.createFolder();
      for (FileObject child : from.getChildren()) {
        renameInMemory(child, target.child(NameEncoding.decoded(child.getName().getBaseName())));
      }
      if (!from.delete()) {
        throw new FileSystemException(
            target.text(), null, "cannot delete the source of the rename");
      }
    } else {
      from.moveTo(to);
    }
    session.at(target.names()).getContent().setLastModifiedTime(time);
  }
}
