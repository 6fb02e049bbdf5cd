package io.github.nioftpd.auth;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Set;

/**
 * An account is who a session is after its login: a name, a file system that is its whole world,
 * and what it may do there.
 *
 * @param name the user's name
 * @param fileSystem the file system whose root {@code /} the client sees; whoever made it also
 *     closes it
 * @param home the directory the session starts in, an absolute path with {@code /} as separator
 * @param permissions what the account may do
 * @param greeting the text of the reply to a successful login
 * @param farewell the text of the reply to QUIT
 */
public record Account(
    String name,
    FileSystem fileSystem,
    String home,
    Set<Permission> permissions,
    String greeting,
    String farewell) {

  /** Copies the permissions. */
  public Account {
    permissions = Set.copyOf(permissions);
  }

  /**
   * Makes an account that starts in {@code /}.
   *
   * @param name the user's name
   * @param fileSystem the file system whose root {@code /} the client sees
   * @param permissions what the account may do
   * @return an account with the usual texts
   */
  public static Account of(String name, FileSystem fileSystem, Set<Permission> permissions) {
    return new Account(name, fileSystem, "/", permissions, "Login successful.", "Goodbye.");
  }

  /**
   * Says whether the account may do a thing to a file.
   *
   * @param permission the thing
   * @param path the file or directory, absolute and normalised
   * @return true when it may
   */
  public boolean permits(Permission permission, Path path) {
    return permissions.contains(permission);
  }
}
