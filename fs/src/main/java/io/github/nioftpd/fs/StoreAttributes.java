package io.github.nioftpd.fs;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a store that knows files and directories, and one time of each. Implemented by
 * a record with the three that differ.
 */
public interface StoreAttributes extends BasicFileAttributes {

  /**
   * When the content changed last.
   *
   * @return the one time that is known
   */
  Instant modified();

  @Override
  default FileTime lastModifiedTime() {
    return FileTime.from(modified());
  }

  @Override
  default FileTime lastAccessTime() {
    return lastModifiedTime();
  }

  @Override
  default FileTime creationTime() {
    return lastModifiedTime();
  }

  @Override
  default boolean isRegularFile() {
    return !isDirectory();
  }

  @Override
  default boolean isSymbolicLink() {
    return false;
  }

  @Override
  default boolean isOther() {
    return false;
  }

  /** Nothing would survive a rename. */
  @Override
  default @Nullable Object fileKey() {
    return null;
  }
}
