package io.github.nioftpd.server.users;

import io.github.nioftpd.auth.Account;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Creates the account of an authenticated user. Home directory, permissions and limits are handled
 * alike for users of LDAP and of the system. Safe for use by several threads.
 */
@FunctionalInterface
public interface AccountFactory {

  /** The attribute with the home directory, if the user source has one. */
  String HOME = "home";

  /**
   * Creates an account.
   *
   * @param name the user's name, as the source of users writes it
   * @param attributes what the source of users says besides, by name
   * @return the account
   * @throws IOException when its file system cannot be opened; the client gets a temporary error
   *     later
   */
  Account account(String name, Map<String, String> attributes) throws IOException;

  /**
   * Makes the account of somebody who touches local files as another user of the system than the
   * server.
   *
   * @param name the user's name, as the source of users writes it
   * @param attributes what the source of users says besides, by name
   * @param acting returns a file system that acts as the user
   * @return the account
   * @throws IOException when its file system cannot be opened; the client gets a temporary error
   *     later
   */
  default Account account(
      String name, Map<String, String> attributes, UnaryOperator<FileSystem> acting)
      throws IOException {
    Account account = account(name, attributes);
    return account.fileSystem(acting.apply(account.fileSystem()));
  }
}
