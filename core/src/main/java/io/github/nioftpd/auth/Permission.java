package io.github.nioftpd.auth;

import io.github.nioftpd.fs.Capability;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A permission of an account. Each has a letter, the same as in pyftpdlib. */
public enum Permission {
  /** Change into a directory: CWD, CDUP. */
  ENTER('e', null),
  /** List directories and read attributes: LIST, NLST, STAT, MLSD, MLST, SIZE, MDTM. */
  LIST('l', null),
  /** Read files: RETR, SITE CPFR. */
  READ('r', null),
  /** Append to files: APPE. */
  APPEND('a', Capability.APPEND),
  /** Remove files and directories: DELE, RMD. */
  DELETE('d', Capability.DELETE),
  /** Rename files and directories: RNFR, RNTO. */
  RENAME('f', Capability.RENAME),
  /** Make directories: MKD. */
  MAKE_DIRECTORY('m', Capability.MAKE_DIRECTORY),
  /** Store files: STOR, STOU, SITE CPTO. */
  WRITE('w', Capability.WRITE),
  /** Change the mode of files: SITE CHMOD. */
  CHANGE_MODE('M', Capability.MODES),
  /** Change the modification time: MFMT, MDTM with a time, SITE UTIME. */
  CHANGE_TIME('T', Capability.SET_TIME);

  private static final Pattern SEPARATORS = Pattern.compile("\\s*,\\s*|\\s+");
  private static final Map<String, Set<Permission>> WORDS = words();

  private final char letter;
  private final @Nullable Capability capability;

  Permission(char letter, @Nullable Capability capability) {
    this.letter = letter;
    this.capability = capability;
  }

  /** {@return the letter of this permission, one of {@code elradfmwMT}} */
  public char letter() {
    return letter;
  }

  /**
   * {@return whether it permits changes, which no read-only file system supports; false for {@code
   * elr}}
   */
  public boolean changes() {
    return capability != null;
  }

  /**
   * {@return whether a file system supports what this permits; always true for {@code elr}}
   *
   * @param capabilities the capabilities of the file system
   */
  public boolean isPossible(Set<Capability> capabilities) {
    return capability == null || capabilities.contains(capability);
  }

  /** {@return the permissions that change nothing, {@code elr}; an immutable set} */
  public static Set<Permission> readOnly() {
    return parse("elr");
  }

  /** {@return all permissions, {@code elradfmwMT}; an immutable set} */
  public static Set<Permission> all() {
    return Collections.unmodifiableSet(EnumSet.allOf(Permission.class));
  }

  /** {@return the word for this permission, for example {@code make-directory}} */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Parses letters, or words separated by commas or spaces: those of {@link #word()}, {@code
   * read-only}, {@code drop-box} (upload and list, but read no content), {@code all} and {@code
   * none}. A word is not taken for letters.
   *
   * @param text letters of {@code elradfmwMT} or words, in any order
   * @return an immutable set
   * @throws IllegalArgumentException if a part of the text is no permission
   */
  public static Set<Permission> parse(String text) {
    Set<Permission> set = EnumSet.noneOf(Permission.class);
    for (String part : SEPARATORS.split(text.strip(), -1)) {
      set.addAll(WORDS.containsKey(part) ? WORDS.get(part) : letters(part));
    }
    return Collections.unmodifiableSet(set);
  }

  private static Set<Permission> letters(String letters) {
    Set<Permission> set = EnumSet.noneOf(Permission.class);
    for (char letter : letters.toCharArray()) {
      set.add(of(letter, letters));
    }
    return set;
  }

  private static Permission of(char letter, String letters) {
    for (Permission permission : values()) {
      if (permission.letter == letter) {
        return permission;
      }
    }
    throw new IllegalArgumentException(
        "no permission has the name '"
            + letters
            + "' or the letter '"
            + letter
            + "'; the letters are elradfmwMT, the words "
            + String.join(", ", WORDS.keySet()));
  }

  private static Map<String, Set<Permission>> words() {
    Map<String, Set<Permission>> words = new LinkedHashMap<>();
    for (Permission permission : values()) {
      words.put(permission.word(), EnumSet.of(permission));
    }
    words.put("read-only", EnumSet.of(ENTER, LIST, READ));
    words.put("drop-box", EnumSet.of(ENTER, LIST, WRITE));
    words.put("all", EnumSet.allOf(Permission.class));
    words.put("none", EnumSet.noneOf(Permission.class));
    return words;
  }
}
