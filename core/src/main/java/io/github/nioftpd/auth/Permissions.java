package io.github.nioftpd.auth;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an account may do, and where it may do something else.
 *
 * @param everywhere what holds where no override does
 * @param overrides directories in which something else holds; the deepest one counts
 */
public record Permissions(Set<Permission> everywhere, List<DirectoryRule> overrides) {

  /** Copies its parts. */
  public Permissions {
    everywhere = Set.copyOf(everywhere);
    overrides = List.copyOf(overrides);
  }

  /**
   * What holds in a directory.
   *
   * @param directory an absolute, normalised path with {@code /} as separator
   * @param recursive whether it holds in all directories below it, too
   * @param permissions what may be done there, instead of what else may be done
   */
  public record DirectoryRule(String directory, boolean recursive, Set<Permission> permissions) {
    /** Copies the permissions. */
    public DirectoryRule {
      permissions = Set.copyOf(permissions);
    }
  }

  /**
   * The same everywhere.
   *
   * @param permissions what may be done
   * @return permissions without overrides
   */
  public static Permissions of(Set<Permission> permissions) {
    return new Permissions(permissions, List.of());
  }

  /**
   * The same with something else in one directory.
   *
   * @param directory an absolute, normalised path with {@code /} as separator
   * @param recursive whether it holds in all directories below it, too
   * @param permissions what may be done there
   * @return a new value
   */
  public Permissions override(String directory, boolean recursive, Set<Permission> permissions) {
    DirectoryRule one = new DirectoryRule(directory, recursive, permissions);
    return new Permissions(everywhere, Stream.concat(overrides.stream(), Stream.of(one)).toList());
  }

  /**
   * What may be done to a file or directory.
   *
   * @param path absolute and normalised
   * @return the permissions of the deepest override that holds for it
   */
  public Set<Permission> at(Path path) {
    return everywhere;
  }
}
