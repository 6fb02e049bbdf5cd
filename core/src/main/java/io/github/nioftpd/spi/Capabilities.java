package io.github.nioftpd.spi;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Tells what can be done, whatever the file system. Safe for use by several threads. */
public final class Capabilities {

  private static final Set<Capability> WITHOUT_MODES =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Capability.MODES)));

  private Capabilities() {}

  /**
   * What can be done in some part of a file system at least.
   *
   * @param fileSystem any file system
   * @return an immutable set
   */
  public static Set<Capability> of(FileSystem fileSystem) {
    return fileSystem instanceof Capable capable ? capable.capabilities() : assumed(fileSystem);
  }

  /**
   * What can be done to the entry at a path, whether there is one or not.
   *
   * @param path absolute and normalised
   * @return an immutable set
   */
  public static Set<Capability> at(Path path) {
    FileSystem fileSystem = path.getFileSystem();
    return fileSystem instanceof Capable capable ? capable.at(path) : assumed(fileSystem);
  }

  /**
   * What can be done to the entries of a directory.
   *
   * @param directory absolute and normalised
   * @return an immutable set
   */
  public static Set<Capability> in(Path directory) {
    FileSystem fileSystem = directory.getFileSystem();
    return fileSystem instanceof Capable capable ? capable.in(directory) : assumed(fileSystem);
  }

  private static Set<Capability> assumed(FileSystem fileSystem) {
    if (fileSystem.isReadOnly()) {
      return Set.of();
    }
    return fileSystem.supportedFileAttributeViews().contains("posix")
        ? Capability.ALL
        : WITHOUT_MODES;
  }
}
