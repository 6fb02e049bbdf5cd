package io.github.nioftpd.listing;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.Permissions;
import io.github.nioftpd.listing.Entry.Kind;
import java.nio.file.Path;
import java.util.Set;

/**
 * The value of the fact {@code perm} (RFC 3659 section 7.5.5): what the account may do with an
 * entry. Immutable.
 */
public final class Perm {

  private final Permissions permissions;
  private final boolean readOnly;

  /**
   * Makes the facts of an account.
   *
   * @param permissions what it may do
   * @param readOnly whether nothing may be changed, whatever the permissions say
   */
  public Perm(Permissions permissions, boolean readOnly) {
    this.permissions = permissions;
    this.readOnly = readOnly;
  }

  /** Appends the letters for an entry. */
  void append(StringBuilder out, Path path, Kind kind) {
    switch (kind) {
      case FILE -> file(out, permissions.at(path));
      case DIRECTORY -> directory(out, path);
      default -> {}
    }
  }

  private void file(StringBuilder out, Set<Permission> at) {
    letter(out, at, Permission.APPEND, 'a');
    letter(out, at, Permission.DELETE, 'd');
    letter(out, at, Permission.RENAME, 'f');
    letter(out, at, Permission.READ, 'r');
    letter(out, at, Permission.WRITE, 'w');
  }

  private void directory(StringBuilder out, Path path) {
    Set<Permission> at = permissions.at(path);
    Set<Permission> in = permissions.in(path);
    boolean free = path.getNameCount() > 0 && !permissions.areTiedTo(path);
    Permission create = in.contains(Permission.WRITE) ? Permission.WRITE : Permission.APPEND;
    letter(out, in, create, 'c');
    letter(out, free ? at : Set.of(), Permission.DELETE, 'd');
    letter(out, in, Permission.ENTER, 'e');
    letter(out, free ? at : Set.of(), Permission.RENAME, 'f');
    letter(out, in, Permission.LIST, 'l');
    letter(out, in, Permission.MAKE_DIRECTORY, 'm');
    letter(out, in, Permission.DELETE, 'p');
  }

  private void letter(StringBuilder out, Set<Permission> granted, Permission what, char letter) {
    if (granted.contains(what) && !(readOnly && what.changes())) {
      out.append(letter);
    }
  }
}
