package io.github.nioftpd.fs;

import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a file system has no room left for a write: a full disk, a quota, a limit on entries.
 */
public final class InsufficientStorageException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception for one file.
   *
   * @param file the path that was written, or null when it is not known
   * @param reason the exhausted resource, in a few words
   */
  public InsufficientStorageException(@Nullable String file, String reason) {
    super(file, null, reason);
  }
}
