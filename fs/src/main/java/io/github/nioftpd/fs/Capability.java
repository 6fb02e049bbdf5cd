package io.github.nioftpd.fs;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** An operation beyond listing and reading, which every file system supports. */
public enum Capability {
  /** Making a file, and replacing its content. */
  WRITE("write"),
  /** Writing at the end of a file. */
  APPEND("append"),
  /** Writing from a position within a file on. */
  RESUME("resume"),
  /** Removing files and empty directories. */
  DELETE("delete"),
  /** Making directories. */
  MAKE_DIRECTORY("mkdir"),
  /** Renaming files. */
  RENAME("rename"),
  /** Renaming directories with their content. */
  RENAME_DIRECTORY("rename-dir"),
  /** Setting the time of modification of a file. */
  SET_TIME("time"),
  /** Setting the time of modification of a directory. */
  SET_DIRECTORY_TIME("time-dir"),
  /** Setting the mode, as Unix has it. */
  MODES("mode");

  /** Everything there is. */
  public static final Set<Capability> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(Capability.class));

  /** Everything but modes, which a file system without the view {@code posix} does not know. */
  public static final Set<Capability> WITHOUT_MODES =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(MODES)));

  private final String label;

  Capability(String label) {
    this.label = label;
  }

  /**
   * The name in tables.
   *
   * @return for example {@code mkdir}
   */
  public String label() {
    return label;
  }
}
