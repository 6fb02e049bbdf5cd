package io.github.nioftpd.fs;

import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a directory holds more files than one operation may move or copy. Nothing was
 * changed.
 */
public final class TreeTooLargeException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  private final long limit;

  /**
   * Makes an exception for one directory.
   *
   * @param file the directory, or null when it is not known
   * @param other where it was to go, or null when that is not known
   * @param limit how many files one operation may move or copy, at least 1
   */
  public TreeTooLargeException(@Nullable String file, @Nullable String other, long limit) {
    super(file, other, "more than " + limit + " files");
    this.limit = limit;
  }

  /**
   * The limit that was exceeded.
   *
   * @return how many files one operation may move or copy
   */
  public long limit() {
    return limit;
  }
}
