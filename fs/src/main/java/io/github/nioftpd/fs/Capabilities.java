package io.github.nioftpd.fs;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;

/** The capabilities of any file system. Safe for use by several threads. */
public final class Capabilities {

  private Capabilities() {}

  /**
   * The capabilities of a file system, each of which at least some part has.
   *
   * @param fileSystem any file system
   * @return an immutable set
   */
  public static Set<Capability> of(FileSystem fileSystem) {
    return fileSystem instanceof Capable capable ? capable.capabilities() : assumed(fileSystem);
  }

  /**
   * The capabilities for the entry at a path, which need not exist.
   *
   * @param path absolute and normalised
   * @return an immutable set
   */
  public static Set<Capability> at(Path path) {
    FileSystem fileSystem = path.getFileSystem();
    return fileSystem instanceof Capable capable ? capable.at(path) : assumed(fileSystem);
  }

  /**
   * The capabilities for the entries of a directory.
   *
   * @param directory absolute and normalised
   * @return an immutable set
   */
  public static Set<Capability> in(Path directory) {
    FileSystem fileSystem = directory.getFileSystem();
    return fileSystem instanceof Capable capable ? capable.in(directory) : assumed(fileSystem);
  }

  /**
   * Whether something may be changed at a path or anywhere below it.
   *
   * @param path absolute and normalised
   * @return false when neither the entry nor its descendants can be changed
   */
  public static boolean isWritable(Path path) {
    FileSystem fileSystem = path.getFileSystem();
    return fileSystem instanceof Capable capable
        ? capable.isWritable(path)
        : !fileSystem.isReadOnly();
  }

  /**
   * The views of attributes that the entry at a path has.
   *
   * @param path absolute and normalised
   * @return names as in {@link FileSystem#supportedFileAttributeViews()}
   */
  public static Set<String> views(Path path) {
    FileSystem fileSystem = path.getFileSystem();
    return fileSystem instanceof Capable capable
        ? capable.views(path)
        : fileSystem.supportedFileAttributeViews();
  }

  /**
   * The file that a path leads to, as a key: see {@link Capable#identity}. A file system that does
   * not implement it is asked for the file key.
   *
   * @param path absolute and normalised
   * @return a key with {@code equals} and {@code hashCode}
   * @throws IOException when the file system fails
   */
  public static Object identity(Path path) throws IOException {
    FileSystem fileSystem = path.getFileSystem();
    if (fileSystem instanceof Capable capable) {
      return capable.identity(path);
    }
    if (!fileSystem.supportedFileAttributeViews().contains("unix")) {
      return path; // no inodes, no file keys: a store need not be asked
    }
    return Presence.of(path)
        .map(BasicFileAttributes::fileKey)
        .<Object>map(key -> List.of(fileSystem, key)) // keys of two file systems may be equal
        .orElse(path);
  }

  /**
   * Tries each operation in a directory of an unknown file system. Files made for it are removed.
   * Nothing is tried in a read-only file system.
   *
   * @param directory an existing directory
   * @return the operations that worked
   */
  public static Set<Capability> probed(Path directory) {
    return directory.getFileSystem().isReadOnly() ? Set.of() : new CapabilityProbe(directory).run();
  }

  private static Set<Capability> assumed(FileSystem fileSystem) {
    if (fileSystem.isReadOnly()) {
      return Set.of();
    }
    return fileSystem.supportedFileAttributeViews().contains("posix")
        ? Capability.ALL
        : Capability.WITHOUT_MODES;
  }
}
