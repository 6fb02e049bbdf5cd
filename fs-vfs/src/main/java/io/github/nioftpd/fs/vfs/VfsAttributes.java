package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.StoreAttributes;
import java.time.Instant;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemException;

/**
 * What is known of a file or directory. Immutable.
 *
 * @param isDirectory whether it is a directory
 * @param size in bytes, 0 for a directory
 * @param modified when it was modified
 */
record VfsAttributes(boolean isDirectory, long size, Instant modified) implements StoreAttributes {

  /**
   * Asks for attributes.
   *
   * @param file something that is there
   * @param otherwise the time of what has none of its own
   */
  static VfsAttributes of(FileObject file, Instant otherwise) throws FileSystemException {
    boolean directory = file.isFolder();
    return new VfsAttributes(
        directory, directory ? 0 : Math.max(0, file.getContent().getSize()), time(file, otherwise));
  }

  /** The root of a server and a directory that an archive only implies have no time. */
  private static Instant time(FileObject file, Instant otherwise) throws FileSystemException {
    try {
      long time = file.getContent().getLastModifiedTime();
      return time == 0 && file.isFolder() ? otherwise : Instant.ofEpochMilli(time);
    } catch (FileSystemException e) {
      if (file.isFolder()) {
        return otherwise;
      }
      throw e;
    }
  }
}
