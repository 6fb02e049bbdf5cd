package io.github.nioftpd.fs;

import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a file system has too much to do at the moment, so that the same may succeed later.
 */
public final class BusyException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception for one file.
   *
   * @param file the path of the file, or null when it is not known
   * @param reason what there is too little of, in a few words
   */
  public BusyException(@Nullable String file, String reason) {
    super(file, null, reason);
  }
}
