package io.github.nioftpd.fs;

import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** Thrown when a file would become larger than the file system stores, however much room it has. */
public final class FileTooLargeException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception for one file.
   *
   * @param file the path that was written, or null when it is not known
   * @param reason which limit it is, in a few words
   */
  public FileTooLargeException(@Nullable String file, String reason) {
    super(file, null, reason);
  }
}
