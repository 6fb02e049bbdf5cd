package io.github.nioftpd.fs.memory;

import io.github.nioftpd.fs.InsufficientStorageException;
import io.github.nioftpd.fs.Presence;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The number of files, directories and links in a tree, and its limit.
 *
 * <p>All changes of names run here, one at a time. The entries before and after a change are
 * compared, so that the number is right also after a failure. The inner file system has one lock
 * for such changes anyway.
 *
 * <p>Safe for use by several threads.
 */
final class Entries {

  /** A change of the tree. */
  @FunctionalInterface
  interface Change<T> {
    T run() throws IOException;
  }

  private final int limit;
  private final ReentrantLock lock = new ReentrantLock();
  private int count; // guarded by lock

  Entries(int limit) {
    this.limit = limit;
  }

  int limit() {
    return limit;
  }

  int count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Runs a change that may create one entry. */
  <T> T create(Path path, Change<T> change) throws IOException {
    lock.lock();
    try {
      if (count >= limit && !isThere(path) && hasParent(path)) {
        throw new InsufficientStorageException(
            path.toString(), "the limit of " + limit + " entries is reached");
      }
      return counted(Set.of(path), change);
    } finally {
      lock.unlock();
    }
  }

  /** Runs a change that creates nothing: it removes or moves the entries at some paths. */
  <T> T change(Set<Path> paths, Change<T> change) throws IOException {
    lock.lock();
    try {
      return counted(paths, change);
    } finally {
      lock.unlock();
    }
  }

  private <T> T counted(Set<Path> paths, Change<T> change) throws IOException {
    int before = present(paths);
    try {
      return change.run();
    } finally {
      count += present(paths) - before;
    }
  }

  private static int present(Set<Path> paths) throws IOException {
    int present = 0;
    for (Path path : paths) {
      present += isThere(path) ? 1 : 0;
    }
    return present;
  }

  private static boolean hasParent(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    return parent != null && isThere(parent);
  }

  private static boolean isThere(Path path) throws IOException {
    return Presence.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
