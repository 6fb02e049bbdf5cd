package io.github.nioftpd.fs.vfs;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemException;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file or directory. Immutable.
 *
 * @param isDirectory whether it is a directory
 * @param size in bytes, 0 for a directory
 * @param modified when it was modified
 */
record VfsAttributes(boolean isDirectory, long size, Instant modified)
    implements BasicFileAttributes {

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

  @Override
  public FileTime lastModifiedTime() {
    return FileTime.from(modified);
  }

  /** Not told by VFS. */
  @Override
  public FileTime lastAccessTime() {
    return lastModifiedTime();
  }

  /** Not told by VFS. */
  @Override
  public FileTime creationTime() {
    return lastModifiedTime();
  }

  @Override
  public boolean isRegularFile() {
    return !isDirectory;
  }

  @Override
  public boolean isSymbolicLink() {
    return false;
  }

  @Override
  public boolean isOther() {
    return false;
  }

  /** VFS tells nothing that would survive a rename. */
  @Override
  public @Nullable Object fileKey() {
    return null;
  }
}
