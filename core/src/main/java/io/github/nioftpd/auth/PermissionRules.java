package io.github.nioftpd.auth;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The permissions of an account by directory. Immutable.
 *
 * <p>A rule for a directory covers the directory itself and all entries in it; a recursive rule
 * also covers what is below. A rule that is not recursive does not cover a directory below when it
 * is entered or listed, nor the entries in it. The rule for the deepest directory applies; of two
 * for the same directory, the one that is not recursive where it covers a path, else the later one.
 * A directory that has a rule, or has one somewhere below, can be neither renamed nor removed: the
 * rule would stay behind.
 *
 * <p>Rules apply to paths as they are written, not to the target of a symbolic link. A path in
 * another spelling that some file system takes for the same gets what both the rule and the other
 * permissions grant. So no spelling evades a rule or gains from it, whether or not the file system
 * is case-sensitive.
 */
public final class PermissionRules {

  private static final Comparator<DirectoryRule> WEIGHT =
      Comparator.comparingLong(DirectoryRule::depth)
          .thenComparing(rule -> !rule.recursive()); // the later one of equals counts

  private final Set<Permission> everywhere;
  private final List<DirectoryRule> overrides;

  private PermissionRules(Set<Permission> everywhere, List<DirectoryRule> overrides) {
    this.everywhere = Set.copyOf(everywhere);
    this.overrides = List.copyOf(overrides);
  }

  /** The permissions in a directory; a recursive rule covers what is below it, too. */
  private record DirectoryRule(String directory, boolean recursive, Set<Permission> permissions) {

    DirectoryRule {
      permissions = Set.copyOf(permissions);
      boolean dots = List.of(directory.split("/")).stream().anyMatch(Set.of(".", "..")::contains);
      if (!directory.startsWith("/") || dots) {
        throw new IllegalArgumentException(
            "the directory of a rule is an absolute path without . and .., not " + directory);
      }
      directory = directory.replaceAll("/+", "/");
      if (directory.length() > 1 && directory.endsWith("/")) {
        directory = directory.substring(0, directory.length() - 1);
      }
    }

    private long depth() {
      return directory.length() == 1 ? 0 : directory.chars().filter(c -> c == '/').count();
    }

    private boolean covers(String path, boolean entry) {
      return covers(directory, path, entry);
    }

    private boolean mayCover(String folded, boolean entry) {
      return covers(NameFolding.fold(directory), folded, entry);
    }

    private boolean covers(String top, String path, boolean entry) {
      if (path.equals(top)) {
        return true;
      }
      String prefix = top.length() == 1 ? top : top + "/";
      return path.startsWith(prefix)
          && (recursive || (entry && path.indexOf('/', prefix.length()) < 0));
    }
  }

  /**
   * {@return the same permissions in all directories}
   *
   * @param permissions the permissions
   */
  public static PermissionRules of(Set<Permission> permissions) {
    return new PermissionRules(permissions, List.of());
  }

  /**
   * {@return a copy with other permissions in one directory}
   *
   * @param directory an absolute path with {@code /} as separator, without {@code .} and {@code ..}
   * @param recursive whether they apply in all directories below it, too
   * @param permissions the permissions there
   * @throws IllegalArgumentException if the directory is not such a path
   */
  public PermissionRules override(
      String directory, boolean recursive, Set<Permission> permissions) {
    DirectoryRule one = new DirectoryRule(directory, recursive, permissions);
    return new PermissionRules(
        everywhere, Stream.concat(overrides.stream(), Stream.of(one)).toList());
  }

  /** {@return the permissions in directories without a rule} */
  public Set<Permission> everywhere() {
    return everywhere;
  }

  /**
   * {@return the permissions for a file or directory as an entry of its parent: to read, write,
   * remove, rename and create it, and to read or change its attributes}
   *
   * @param path absolute and normalised
   */
  public Set<Permission> at(Path path) {
    return granted(path, true);
  }

  /**
   * {@return the permissions in a directory: to enter and to list it, and for its entries without a
   * rule of their own}
   *
   * @param directory absolute and normalised
   */
  public Set<Permission> in(Path directory) {
    return granted(directory, false);
  }

  private Set<Permission> granted(Path path, boolean entry) {
    if (overrides.isEmpty()) {
      return everywhere;
    }
    String exact = path.toString();
    String folded = NameFolding.fold(exact);
    Optional<DirectoryRule> deepest =
        overrides.stream()
            .filter(rule -> rule.covers(exact, entry))
            .reduce((one, other) -> WEIGHT.compare(one, other) > 0 ? one : other);
    long depth = deepest.map(DirectoryRule::depth).orElse(0L);
    Set<Permission> granted =
        new HashSet<>(deepest.map(DirectoryRule::permissions).orElse(everywhere));
    overrides.stream()
        .filter(rule -> rule.depth() >= depth)
        .filter(rule -> !rule.covers(exact, entry) && rule.mayCover(folded, entry))
        .forEach(rule -> granted.retainAll(rule.permissions()));
    return granted;
  }

  /**
   * {@return whether a directory has a rule, or has one somewhere below, and so can be neither
   * renamed nor removed}
   *
   * @param directory absolute and normalised
   */
  public boolean areTiedTo(Path directory) {
    String folded = NameFolding.fold(directory.toString());
    String prefix = folded.length() == 1 ? folded : folded + "/";
    return overrides.stream()
        .map(rule -> NameFolding.fold(rule.directory()))
        .anyMatch(rule -> rule.equals(folded) || rule.startsWith(prefix));
  }
}
