package io.github.nioftpd.fs.vfs.common;

import io.github.nioftpd.fs.StoreAttributes;
import java.time.Instant;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemException;

/** Attributes of a file, or of a directory, whose size is 0. */
public record VfsAttributes(boolean isDirectory, long size, Instant modified)
    implements StoreAttributes {

  /** Reads the attributes of an existing file; a directory without a time gets the given one. */
  public static VfsAttributes of(FileObject file, Instant otherwise) throws FileSystemException {
    boolean directory = file.isFolder();
    return new VfsAttributes(
        directory, directory ? 0 : Math.max(0, file.getContent().getSize()), time(file, otherwise));
  }

  /** The root of a server, and a directory without an entry in its archive, have no time. */
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
