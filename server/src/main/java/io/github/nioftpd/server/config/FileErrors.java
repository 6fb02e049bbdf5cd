package io.github.nioftpd.server.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Messages for files that cannot be used. */
public final class FileErrors {

  private FileErrors() {}

  /**
   * Returns the reason of a failure.
   *
   * @param e the failure
   * @return the rest of a sentence that begins with the name of the file
   */
  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException none -> "does not exist";
      case NotDirectoryException file -> "is not a directory";
      case AccessDeniedException denied -> "cannot be accessed by this process: permission denied";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> "cannot be read: " + e.getMessage();
    };
  }

  /**
   * Returns a sentence for a failure of java.nio.file, whose own message is often only a path.
   *
   * @param e the failure
   * @return a sentence that begins with the name of the file
   */
  public static String sentence(FileSystemException e) {
    boolean known =
        e instanceof NoSuchFileException
            || e instanceof NotDirectoryException
            || e instanceof AccessDeniedException;
    return known ? e.getFile() + " " + reason(e) : String.valueOf(e.getMessage());
  }
}
