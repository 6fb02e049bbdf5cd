package io.github.nioftpd.fs;

import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the content of a file is in an archive, and has to be restored before it can be read.
 * Its attributes can be told all the same.
 */
public final class ArchivedFileException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception for one file.
   *
   * @param file the path, or null when it is not known
   * @param reason which archive it is in, in a few words
   */
  public ArchivedFileException(@Nullable String file, String reason) {
    super(file, null, reason);
  }
}
