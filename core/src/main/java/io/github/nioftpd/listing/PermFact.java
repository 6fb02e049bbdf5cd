package io.github.nioftpd.listing;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.PermissionRules;
import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.listing.Entry.Kind;
import java.nio.file.Path;
import java.util.Set;

/**
 * The value of the fact {@code perm} (RFC 3659 section 7.5.5): what the account may do with an
 * entry. Immutable.
 */
public final class PermFact {

  private final PermissionRules permissions;

  /** Makes the facts of an account. */
  public PermFact(PermissionRules permissions) {
    this.permissions = permissions;
  }

  /** Appends the letters for an entry. */
  void append(StringBuilder out, Path path, Kind kind) {
    switch (kind) {
      case FILE -> file(out, permissions.at(path), Capabilities.at(path));
      case DIRECTORY -> directory(out, path);
      default -> {}
    }
  }

  private static void file(StringBuilder out, Set<Permission> at, Set<Capability> can) {
    letter(out, at, can, Permission.APPEND, 'a');
    letter(out, at, can, Permission.DELETE, 'd');
    letter(out, at, can, Permission.RENAME, 'f');
    letter(out, at, can, Permission.READ, 'r');
    letter(out, at, can, Permission.WRITE, 'w');
  }

  private void directory(StringBuilder out, Path path) {
    Set<Permission> in = permissions.in(path);
    Set<Capability> inside = Capabilities.in(path);
    Set<Capability> itself = Capabilities.at(path);
    boolean free = path.getNameCount() > 0 && !permissions.areTiedTo(path);
    Set<Permission> at = free ? permissions.at(path) : Set.of();
    boolean movable = itself.contains(Capability.RENAME_DIRECTORY);
    Permission create = in.contains(Permission.WRITE) ? Permission.WRITE : Permission.APPEND;
    letter(out, in, inside, create, 'c');
    letter(out, at, itself, Permission.DELETE, 'd');
    letter(out, in, inside, Permission.ENTER, 'e');
    letter(out, movable ? at : Set.of(), itself, Permission.RENAME, 'f');
    letter(out, in, inside, Permission.LIST, 'l');
    letter(out, in, inside, Permission.MAKE_DIRECTORY, 'm');
    letter(out, in, inside, Permission.DELETE, 'p');
  }

  private static void letter(
      StringBuilder out,
      Set<Permission> granted,
      Set<Capability> can,
      Permission what,
      char letter) {
    if (granted.contains(what) && what.isPossible(can)) {
      out.append(letter);
    }
  }
}
