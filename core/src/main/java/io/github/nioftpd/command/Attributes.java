package io.github.nioftpd.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * Attributes that are asked for by name: a store may know one of them with fewer requests than it
 * needs for all.
 */
final class Attributes {

  private Attributes() {}

  /** Fails when there is nothing at all. */
  static boolean isDirectory(Path path, LinkOption... options) throws IOException {
    return is(path, "isDirectory", options);
  }

  /** Fails when there is nothing at all. */
  static boolean isRegularFile(Path path, LinkOption... options) throws IOException {
    return is(path, "isRegularFile", options);
  }

  /** Fails when there is nothing at all. */
  static Instant lastModified(Path path) throws IOException {
    return Files.readAttributes(path, "lastModifiedTime").get("lastModifiedTime")
            instanceof FileTime time
        ? time.toInstant()
        : Instant.EPOCH;
  }

  private static boolean is(Path path, String name, LinkOption... options) throws IOException {
    return Boolean.TRUE.equals(Files.readAttributes(path, name, options).get(name));
  }

  static void requireDirectory(Path path, LinkOption... options) throws IOException {
    if (!isDirectory(path, options)) {
      throw new NotDirectoryException(path.toString());
    }
  }
}
