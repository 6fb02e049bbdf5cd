package io.github.nioftpd.auth;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A thing that an account may be allowed to do. Each has a letter, the same as in pyftpdlib. */
public enum Permission {
  /** Change into a directory: CWD, CDUP. */
  ENTER('e'),
  /** List directories and read attributes: LIST, NLST, STAT, MLSD, MLST, SIZE, MDTM. */
  LIST('l'),
  /** Download files: RETR. */
  READ('r'),
  /** Append to files: APPE. */
  APPEND('a'),
  /** Remove files and directories: DELE, RMD. */
  DELETE('d'),
  /** Rename files and directories: RNFR, RNTO. */
  RENAME('f'),
  /** Make directories: MKD. */
  MAKE_DIRECTORY('m'),
  /** Upload files: STOR, STOU. */
  WRITE('w'),
  /** Change the mode of files: SITE CHMOD. */
  CHANGE_MODE('M'),
  /** Change the modification time: MFMT, MDTM with a time, SITE UTIME. */
  CHANGE_TIME('T');

  private final char letter;

  Permission(char letter) {
    this.letter = letter;
  }

  /**
   * The letter of this permission.
   *
   * @return one of {@code elradfmwMT}
   */
  public char letter() {
    return letter;
  }

  /**
   * Whether it lets somebody change something, which no read-only file system permits.
   *
   * @return false for {@code elr}
   */
  public boolean changes() {
    return this != ENTER && this != LIST && this != READ;
  }

  /**
   * All that only looks: {@code elr}.
   *
   * @return an immutable set
   */
  public static Set<Permission> readOnly() {
    return parse("elr");
  }

  /**
   * Everything: {@code elradfmwMT}.
   *
   * @return an immutable set
   */
  public static Set<Permission> all() {
    return Collections.unmodifiableSet(EnumSet.allOf(Permission.class));
  }

  /**
   * Reads a text of letters.
   *
   * @param letters any of {@code elradfmwMT}, in any order
   * @return an immutable set
   * @throws IllegalArgumentException when a letter names no permission
   */
  public static Set<Permission> parse(String letters) {
    Set<Permission> set = EnumSet.noneOf(Permission.class);
    for (char letter : letters.toCharArray()) {
      set.add(of(letter));
    }
    return Collections.unmodifiableSet(set);
  }

  private static Permission of(char letter) {
    for (Permission permission : values()) {
      if (permission.letter == letter) {
        return permission;
      }
    }
    throw new IllegalArgumentException(
        "no permission has the letter '" + letter + "'; the letters are elradfmwMT");
  }
}
