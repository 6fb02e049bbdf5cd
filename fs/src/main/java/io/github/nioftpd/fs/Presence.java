package io.github.nioftpd.fs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The existence of files. {@link Files#exists} returns false when the file system fails; these
 * methods throw the failure.
 */
public final class Presence {

  private Presence() {}

  /**
   * Reads the attributes of a path.
   *
   * @param path any path
   * @param options whether a symbolic link at its end is followed
   * @return the attributes, or empty when nothing is there
   * @throws IOException when it cannot be told
   */
  public static Optional<BasicFileAttributes> of(Path path, LinkOption... options)
      throws IOException {
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, options));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      if (SystemError.of(e).filter(SystemError.ENOTDIR::equals).isPresent()) {
        return Optional.empty(); // the JDK's own provider has no type for it here
      }
      throw e;
    }
  }

  /**
   * Whether anything is there.
   *
   * @param path any path
   * @param options whether a symbolic link at its end is followed
   * @return whether there is
   * @throws IOException when it cannot be told
   */
  public static boolean exists(Path path, LinkOption... options) throws IOException {
    return of(path, options).isPresent();
  }

  /**
   * Whether a directory is there.
   *
   * @param path any path
   * @param options whether a symbolic link at its end is followed
   * @return whether there is
   * @throws IOException when it cannot be told
   */
  public static boolean isDirectory(Path path, LinkOption... options) throws IOException {
    return of(path, options).map(BasicFileAttributes::isDirectory).orElse(false);
  }

  /**
   * Whether a symbolic link is there.
   *
   * @param path any path
   * @return whether there is
   * @throws IOException when it cannot be told
   */
  public static boolean isLink(Path path) throws IOException {
    return of(path, LinkOption.NOFOLLOW_LINKS)
        .map(BasicFileAttributes::isSymbolicLink)
        .orElse(false);
  }
}
