package io.github.nioftpd.fs.local;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The policy that says which symbolic links on the disk are followed. */
public enum Symlinks {
  /** Links are followed as long as they lead to something below the root. */
  WITHIN_ROOT("symbolic links within the root"),

  /** No link is followed; links are seen, renamed and deleted as links. */
  NONE("symbolic links not followed"),

  /** All links are followed: a user who can create a link can reach the whole disk. */
  FOLLOW("symbolic links followed out of the root");

  private final String phrase;

  Symlinks(String phrase) {
    this.phrase = phrase;
  }

  /**
   * The policy of a name as an administrator writes it.
   *
   * @param name {@code within-root}, {@code none} or {@code follow}
   * @return the policy
   * @throws IllegalArgumentException when there is no such policy
   */
  public static Symlinks named(String name) {
    for (Symlinks policy : values()) {
      if (policy.settingName().equals(name)) {
        return policy;
      }
    }
    String known =
        Arrays.stream(values()).map(Symlinks::settingName).collect(Collectors.joining(", "));
    throw new IllegalArgumentException("symlinks is one of " + known + ", not \"" + name + "\".");
  }

  String phrase() {
    return phrase;
  }

  private String settingName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
