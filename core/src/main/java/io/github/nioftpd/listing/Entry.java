package io.github.nioftpd.listing;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An entry of a directory, its attributes read once.
 *
 * @param name the name, without its directory
 * @param kind what it is
 * @param size in bytes
 * @param modified when its content changed last
 * @param created when it was made, as far as the file system knows
 * @param unique a text that is the same for two names of one file; made when it is asked for
 * @param unix what a Unix file system knows besides
 * @param target of a symbolic link, as it may be shown; empty for everything else
 */
public record Entry(
    String name,
    Kind kind,
    long size,
    Instant modified,
    Optional<Instant> created,
    Supplier<String> unique,
    Unix unix,
    String target) {

  /** The type of an entry. */
  public enum Kind {
    /** A regular file. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** A symbolic link that leads nowhere, or out of the file system. */
    LINK,
    /** A named pipe. */
    PIPE,
    /** A socket. */
    SOCKET,
    /** A device that reads and writes characters. */
    CHARACTER_DEVICE,
    /** A device that reads and writes blocks. */
    BLOCK_DEVICE,
    /** Something else, or one of these where the file system does not say which. */
    OTHER
  }

  /**
   * The Unix side of an entry. Where the file system has none, a usual mode stands for it.
   *
   * @param mode the twelve permission bits
   * @param links how many names it has
   * @param uid number of the owner, or -1 when there is none
   * @param gid number of the group, or -1 when there is none
   * @param owner name of the owner
   * @param group name of the group
   */
  public record Unix(int mode, int links, int uid, int gid, String owner, String group) {

    static final String NOBODY = "ftp";

    static Unix usual(Kind kind) {
      return new Unix(kind == Kind.DIRECTORY ? 0755 : 0644, 1, -1, -1, NOBODY, NOBODY);
    }
  }

  /** The same entry under another name. */
  public Entry named(String other) {
    return new Entry(other, kind, size, modified, created, unique, unix, target);
  }

  /** The same symbolic link with its target. */
  Entry leadingTo(String text) {
    return new Entry(name, kind, size, modified, created, unique, unix, text);
  }

  boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }
}
