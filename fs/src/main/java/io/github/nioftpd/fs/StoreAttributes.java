package io.github.nioftpd.fs;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a store with files and directories, and one time of each. Implemented by a
 * record with the three that differ, unless {@link #file} and {@link #directory} are enough.
 */
public interface StoreAttributes extends BasicFileAttributes {

  /**
   * When the content changed last.
   *
   * @return the one time that is known
   */
  Instant modified();

  /**
   * The attributes of a directory.
   *
   * @param modified its time
   * @return attributes
   */
  static StoreAttributes directory(Instant modified) {
    return new PlainAttributes(true, 0, modified);
  }

  /**
   * The attributes of a file.
   *
   * @param size in bytes
   * @param modified when its content changed last
   * @return attributes
   */
  static StoreAttributes file(long size, Instant modified) {
    return new PlainAttributes(false, size, modified);
  }

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
