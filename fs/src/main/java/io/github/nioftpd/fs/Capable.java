package io.github.nioftpd.fs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * A file system that reports its capabilities. Of other file systems, {@link Capabilities} assumes
 * those that their attribute views imply.
 *
 * <p>Other operations are refused before they are tried, and not offered to clients. The methods
 * are safe for use by several threads. All but {@link #identity} are asked for each entry of a
 * listing: they answer from memory, without a request.
 */
public interface Capable {

  /**
   * The capabilities of the file system, each of which at least some part has.
   *
   * @return an immutable set
   */
  Set<Capability> capabilities();

  /**
   * The capabilities for the entry at a path, which need not exist.
   *
   * @param path a path of this file system, absolute and normalised
   * @return an immutable set
   */
  default Set<Capability> at(Path path) {
    return capabilities();
  }

  /**
   * The capabilities for the entries of a directory, which need not exist.
   *
   * @param directory a path of this file system, absolute and normalised
   * @return an immutable set
   */
  default Set<Capability> in(Path directory) {
    return capabilities();
  }

  /**
   * Whether something can be changed at a path or anywhere below it. A quota does not count where
   * nothing can.
   *
   * @param path a path of this file system, absolute and normalised
   * @return false when neither the entry nor its descendants can be changed
   */
  default boolean isWritable(Path path) {
    return !path.getFileSystem().isReadOnly();
  }

  /**
   * The views of attributes that the entry at a path has.
   *
   * @param path a path of this file system, absolute and normalised
   * @return names as in {@link java.nio.file.FileSystem#supportedFileAttributeViews()}
   */
  default Set<String> views(Path path) {
    return path.getFileSystem().supportedFileAttributeViews();
  }

  /**
   * The file that a path leads to, as a key: equal for all paths that lead to the same file, be
   * they of this file system or of another one that shows the same files.
   *
   * <p>By default a path is its own key, without a request.
   *
   * @param path a path of this file system, absolute and normalised
   * @return a key with {@code equals} and {@code hashCode}; a path where there is no file yet, or
   *     files have no keys
   * @throws IOException when the file system has to be asked, and fails
   */
  default Object identity(Path path) throws IOException {
    return path;
  }
}
