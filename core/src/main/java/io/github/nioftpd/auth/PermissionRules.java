package io.github.nioftpd.auth;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an account may do, and where it may do something else.
 *
 * <p>A rule for a directory covers the directory itself and the entries in it, whatever they are; a
 * recursive rule also what is below. Without that, entering or listing a directory below, and the
 * entries in it, are not covered. The rule for the deepest directory counts; of two for the same,
 * the one that is not recursive where it covers a path, else the later one. A directory that has a
 * rule, or has one somewhere below, can be neither renamed nor removed: the rule would stay behind.
 *
 * <p>Rules hold for paths as they are written, not for what a symbolic link leads to. A path that
 * is spelt differently, yet some file system would take for the same, gets what both the rule and
 * the other permissions grant: so no spelling is a way around a rule, nor a way to its favours,
 * whether or not the file system tells capital letters from small ones.
 *
 * @param everywhere what holds where no override does
 * @param overrides directories in which something else holds
 */
public record PermissionRules(Set<Permission> everywhere, List<DirectoryRule> overrides) {

  private static final Comparator<DirectoryRule> WEIGHT =
      Comparator.comparingLong(DirectoryRule::depth)
          .thenComparing(rule -> !rule.recursive()); // the later one of equals counts

  /** Copies its parts. */
  public PermissionRules {
    everywhere = Set.copyOf(everywhere);
    overrides = List.copyOf(overrides);
  }

  /**
   * What holds in a directory.
   *
   * @param directory an absolute path with {@code /} as separator, which may end with one
   * @param recursive whether it holds in all directories below it, too
   * @param permissions what may be done there, instead of what else may be done
   */
  public record DirectoryRule(String directory, boolean recursive, Set<Permission> permissions) {

    /**
     * Copies the permissions.
     *
     * @throws IllegalArgumentException when the directory is not an absolute path without {@code .}
     *     and {@code ..}
     */
    public DirectoryRule {
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
   * The same everywhere.
   *
   * @param permissions what may be done
   * @return permissions without overrides
   */
  public static PermissionRules of(Set<Permission> permissions) {
    return new PermissionRules(permissions, List.of());
  }

  /**
   * The same with something else in one directory.
   *
   * @param directory an absolute path with {@code /} as separator
   * @param recursive whether it holds in all directories below it, too
   * @param permissions what may be done there
   * @return a new value
   */
  public PermissionRules override(
      String directory, boolean recursive, Set<Permission> permissions) {
    DirectoryRule one = new DirectoryRule(directory, recursive, permissions);
    return new PermissionRules(
        everywhere, Stream.concat(overrides.stream(), Stream.of(one)).toList());
  }

  /**
   * What may be done to a file or a directory, as an entry of the directory it is in: to read,
   * write, remove, rename and make it, and to look at or change its attributes.
   *
   * @param path absolute and normalised
   * @return the permissions of the deepest rule that covers it
   */
  public Set<Permission> at(Path path) {
    return granted(path, true);
  }

  /**
   * What may be done in a directory: to enter and to list it, and to its entries as far as they
   * have no rule of their own.
   *
   * @param directory absolute and normalised
   * @return the permissions of the deepest rule that covers what is in it
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
   * Whether a rule is tied to a directory or to one below it, which then can be neither renamed nor
   * removed.
   *
   * @param directory absolute and normalised
   * @return true when there is one
   */
  public boolean areTiedTo(Path directory) {
    String folded = NameFolding.fold(directory.toString());
    String prefix = folded.length() == 1 ? folded : folded + "/";
    return overrides.stream()
        .map(rule -> NameFolding.fold(rule.directory()))
        .anyMatch(rule -> rule.equals(folded) || rule.startsWith(prefix));
  }
}
