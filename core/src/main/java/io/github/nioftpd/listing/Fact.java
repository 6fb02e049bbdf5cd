package io.github.nioftpd.listing;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A fact of MLSD and MLST (RFC 3659 section 7.5). They are told in this order. */
public enum Fact {
  /** File, directory, or a type of the operating system. */
  TYPE("type"),
  /** Size in bytes. */
  SIZE("size"),
  /** Time of the last modification. */
  MODIFY("modify"),
  /** Time of the creation. */
  CREATE("create"),
  /** The permissions of the account for it. */
  PERM("perm"),
  /** The same for two names of one file, and for no other file. */
  UNIQUE("unique"),
  /** Mode in octal. */
  UNIX_MODE("unix.mode"),
  /** Number of the owner. */
  UNIX_UID("unix.uid"),
  /** Number of the group. */
  UNIX_GID("unix.gid"),
  /** Name of the owner. */
  UNIX_OWNER("unix.owner"),
  /** Name of the group. */
  UNIX_GROUP("unix.group");

  /** The facts that are sent until OPTS MLST selects others. */
  public static final Set<Fact> DEFAULT =
      Collections.unmodifiableSet(
          EnumSet.of(TYPE, SIZE, MODIFY, PERM, UNIQUE, UNIX_MODE, UNIX_UID, UNIX_GID));

  private final String label;

  Fact(String label) {
    this.label = label;
  }

  /** The name of the fact on the wire. */
  public String label() {
    return label;
  }

  /**
   * Finds a fact by its name.
   *
   * @return the fact, or empty
   */
  public static Optional<Fact> find(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(fact -> fact.label.equals(lower)).findFirst();
  }
}
