package io.github.nioftpd.fs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file system that keeps an upload which broke off beside the file that it was to become, for the
 * user who sent it. The file itself changes only when an upload is complete.
 *
 * <p>The method is safe for use by several threads.
 */
public interface PartialUploads {

  /**
   * A path as the user sees it who uploads to it. It is equal to the path, and stands for the
   * partial upload of that user:
   *
   * <ul>
   *   <li>its attributes are those of the partial upload; {@link java.nio.file.NoSuchFileException}
   *       when there is none;
   *   <li>to delete it is to drop the partial upload;
   *   <li>a channel that truncates or makes the file drops the partial upload when it is opened,
   *       and keeps the written bytes when it is aborted;
   *   <li>a channel with {@code WRITE} alone continues the partial upload, at a position within its
   *       end that is still in one piece, and replaces the file when it is closed; without a
   *       partial upload it changes the file;
   *   <li>a channel that appends changes the file.
   * </ul>
   *
   * @param path a path of this file system, absolute and normalised
   * @param user the user's name
   * @return the path, or empty where no partial uploads are kept
   * @throws IOException when the file system has to be asked, and fails
   */
  Optional<Path> sentBy(Path path, String user) throws IOException;

  /**
   * A path of any file system as the user sees it who uploads to it.
   *
   * @param path absolute and normalised
   * @param user the user's name
   * @return the path, or empty where no partial uploads are kept
   * @throws IOException when the file system has to be asked, and fails
   */
  static Optional<Path> of(Path path, String user) throws IOException {
    return path.getFileSystem() instanceof PartialUploads keeping
        ? keeping.sentBy(path, user)
        : Optional.empty();
  }
}
