package io.github.nioftpd.server.config;

import io.github.nioftpd.auth.Permission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A set of permissions, written as the words or letters that {@link Permission#parse} reads.
 *
 * @param permissions what may be done
 */
public record PermissionSet(Set<Permission> permissions) {

  /** Looking only. */
  public static final PermissionSet READ_ONLY = new PermissionSet(Permission.readOnly());

  private static final List<String> SHORT = List.of("none", "read-only", "drop-box", "all");

  /** Orders the permissions as their letters are. */
  public PermissionSet {
    EnumSet<Permission> ordered = EnumSet.noneOf(Permission.class);
    ordered.addAll(permissions);
    permissions = Collections.unmodifiableSet(ordered);
  }

  public static PermissionSet parse(String text) {
    return new PermissionSet(Permission.parse(text));
  }

  /** One word for all where there is one, otherwise the letters. */
  @Override
  public String toString() {
    return SHORT.stream()
        .filter(word -> Permission.parse(word).equals(permissions))
        .findFirst()
        .orElseGet(
            () ->
                permissions.stream()
                    .map(permission -> String.valueOf(permission.letter()))
                    .collect(Collectors.joining()));
  }
}
