package io.github.nioftpd.auth;

import io.github.nioftpd.config.Compatibility;
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
 * @param limits its own bounds
 * @param greeting the text of the reply to a successful login
 * @param farewell the text of the reply to QUIT
 * @param encryptedData whether nothing is transferred without TLS on the data connection, also
 *     where the listener does not require it
 * @param compatibility what is tolerated of the user's clients besides what the listener tolerates
 */
public record Account(
    String name,
    FileSystem fileSystem,
    String home,
    PermissionRules permissions,
    AccountLimits limits,
    String greeting,
    String farewell,
    boolean encryptedData,
    Set<Compatibility> compatibility) {

  /** Copies the set. */
  public Account {
    compatibility = Set.copyOf(compatibility);
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
    return new Account(
        name,
        fileSystem,
        "/",
        PermissionRules.of(permissions),
        AccountLimits.NONE,
        "Login successful.",
        "Goodbye.",
        false,
        Set.of());
  }

  /**
   * The same with another home.
   *
   * @param directory an absolute path with {@code /} as separator
   * @return a new value
   */
  public Account home(String directory) {
    return new Account(
        name,
        fileSystem,
        directory,
        permissions,
        limits,
        greeting,
        farewell,
        encryptedData,
        compatibility);
  }

  /**
   * The same over another file system.
   *
   * @param world the file system whose root {@code /} the client sees
   * @return a new value
   */
  public Account fileSystem(FileSystem world) {
    return new Account(
        name, world, home, permissions, limits, greeting, farewell, encryptedData, compatibility);
  }

  /**
   * The same with other permissions.
   *
   * @param rules what may be done where
   * @return a new value
   */
  public Account permissions(PermissionRules rules) {
    return new Account(
        name, fileSystem, home, rules, limits, greeting, farewell, encryptedData, compatibility);
  }

  /**
   * The same with other bounds.
   *
   * @param bounds the account's own bounds
   * @return a new value
   */
  public Account limits(AccountLimits bounds) {
    return new Account(
        name,
        fileSystem,
        home,
        permissions,
        bounds,
        greeting,
        farewell,
        encryptedData,
        compatibility);
  }

  /**
   * The same with other texts.
   *
   * @param welcome the text of the reply to a successful login
   * @param goodbye the text of the reply to QUIT
   * @return a new value
   */
  public Account messages(String welcome, String goodbye) {
    return new Account(
        name,
        fileSystem,
        home,
        permissions,
        limits,
        welcome,
        goodbye,
        encryptedData,
        compatibility);
  }

  /**
   * The same with TLS required on data connections, or not.
   *
   * @param required whether nothing is transferred without
   * @return a new value
   */
  public Account encryptedData(boolean required) {
    return new Account(
        name, fileSystem, home, permissions, limits, greeting, farewell, required, compatibility);
  }

  /**
   * The same that tolerates something.
   *
   * @param some what is tolerated of the user's clients
   * @return a new value
   */
  public Account compatibility(Set<Compatibility> some) {
    return new Account(
        name, fileSystem, home, permissions, limits, greeting, farewell, encryptedData, some);
  }

  /**
   * Says whether the account may do a thing to a file.
   *
   * @param permission the thing
   * @param path the file or directory, absolute and normalised
   * @return true when it may
   */
  public boolean permits(Permission permission, Path path) {
    return permissions.at(path).contains(permission);
  }
}
