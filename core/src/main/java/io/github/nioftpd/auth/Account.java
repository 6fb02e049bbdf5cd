package io.github.nioftpd.auth;

import io.github.nioftpd.config.Compatibility;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The user of a session after login: a name, a file system that is all the client can see, and the
 * permissions and limits there. Immutable.
 */
public final class Account {

  private final Values values;

  private Account(Values values) {
    this.values = values;
  }

  /** The settings; not changed once they are in a {@link Account}. */
  private static final class Values implements Cloneable {
    private String name;
    private FileSystem fileSystem;
    private String home = "/";
    private PermissionRules permissions;
    private AccountLimits limits = AccountLimits.NONE;
    private String greeting = "Login successful.";
    private String farewell = "Goodbye.";
    private boolean encryptedData;
    private Set<Compatibility> compatibility = Set.of();

    private Values(String name, FileSystem fileSystem, PermissionRules permissions) {
      this.name = name;
      this.fileSystem = fileSystem;
      this.permissions = permissions;
    }

    private Values copy() {
      try {
        return (Values) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private Account with(Consumer<Values> change) {
    Values copy = values.copy();
    change.accept(copy);
    return new Account(copy);
  }

  /**
   * {@return an account that starts in {@code /}, without limits of its own}
   *
   * @param name the user name
   * @param fileSystem the file system whose root {@code /} the client sees; its creator closes it
   * @param permissions the permissions in all directories
   */
  public static Account of(String name, FileSystem fileSystem, Set<Permission> permissions) {
    return new Account(new Values(name, fileSystem, PermissionRules.of(permissions)));
  }

  /** {@return the user name} */
  public String name() {
    return values.name;
  }

  /** {@return the file system whose root {@code /} the client sees} */
  public FileSystem fileSystem() {
    return values.fileSystem;
  }

  /** {@return the directory in which the session starts} */
  public String home() {
    return values.home;
  }

  /** {@return the permissions by directory} */
  public PermissionRules permissions() {
    return values.permissions;
  }

  /** {@return the limits of the account} */
  public AccountLimits limits() {
    return values.limits;
  }

  /** {@return the text of the reply to a successful login} */
  public String greeting() {
    return values.greeting;
  }

  /** {@return the text of the reply to QUIT} */
  public String farewell() {
    return values.farewell;
  }

  /**
   * {@return whether transfers require TLS on the data connection, even if the endpoint does not
   * require it}
   */
  public boolean encryptedData() {
    return values.encryptedData;
  }

  /**
   * {@return the departures from the protocol that are tolerated of the user, in addition to those
   * that the endpoint tolerates}
   */
  public Set<Compatibility> compatibility() {
    return values.compatibility;
  }

  /**
   * {@return a copy with another file system}
   *
   * @param other the file system whose root {@code /} the client sees
   */
  public Account fileSystem(FileSystem other) {
    return with(values -> values.fileSystem = other);
  }

  /**
   * {@return a copy with another start directory}
   *
   * @param directory an absolute path with {@code /} as separator
   */
  public Account home(String directory) {
    return with(values -> values.home = directory);
  }

  /**
   * {@return a copy with other permissions}
   *
   * @param rules the permissions by directory
   */
  public Account permissions(PermissionRules rules) {
    return with(values -> values.permissions = rules);
  }

  /**
   * {@return a copy with other limits}
   *
   * @param other the limits of the account
   */
  public Account limits(AccountLimits other) {
    return with(values -> values.limits = other);
  }

  /**
   * {@return a copy with another text of the reply to a successful login}
   *
   * @param text one line, or several separated by LF
   */
  public Account greeting(String text) {
    return with(values -> values.greeting = text);
  }

  /**
   * {@return a copy with another text of the reply to QUIT}
   *
   * @param text one line, or several separated by LF
   */
  public Account farewell(String text) {
    return with(values -> values.farewell = text);
  }

  /**
   * {@return a copy with another requirement of TLS on data connections}
   *
   * @param required whether transfers require TLS on the data connection
   */
  public Account encryptedData(boolean required) {
    return with(values -> values.encryptedData = required);
  }

  /**
   * {@return a copy with other tolerated departures from the protocol}
   *
   * @param tolerated tolerated of the clients of this user
   */
  public Account compatibility(Set<Compatibility> tolerated) {
    return with(values -> values.compatibility = Set.copyOf(tolerated));
  }

  /**
   * {@return whether the account has a permission for a file or directory}
   *
   * @param permission the permission
   * @param path the file or directory, absolute and normalised
   */
  public boolean permits(Permission permission, Path path) {
    return values.permissions.at(path).contains(permission);
  }

  /** {@return the name} */
  @Override
  public String toString() {
    return "Account[" + values.name + "]";
  }
}
