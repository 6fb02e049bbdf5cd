package io.github.nioftpd.auth;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The decision on logins.
 *
 * <p>It is called on the thread of the session and may block; other sessions do not wait. It must
 * be safe for use by several threads.
 */
@FunctionalInterface
public interface Authenticator {

  /**
   * {@return the account for some credentials, or empty if they are wrong, for whatever reason}
   *
   * @param credentials the credentials that the client sent
   * @throws IOException if the decision failed, for example because a directory server is down; the
   *     client is asked to try again later
   */
  Optional<Account> authenticate(Credentials credentials) throws IOException;

  /**
   * {@return an authenticator for users with password hashes, who share a file system and have all
   * permissions there}
   *
   * @param hashes hashes by user name, as {@link #passwordHash} makes them
   * @param files the file system, which the caller closes
   * @throws IllegalArgumentException if there is no user, or a text is not a hash
   * @see #of(Map, Function)
   */
  static Authenticator of(Map<String, String> hashes, FileSystem files) {
    return of(hashes, user -> files);
  }

  /**
   * {@return an authenticator for users with password hashes, who have all permissions in a file
   * system of their own}
   *
   * <p>A wrong password, an unknown user and a correct password take the same time if all hashes
   * have the same number of iterations. For other permissions or limits, map its result.
   *
   * @param hashes hashes by user name, as {@link #passwordHash} makes them
   * @param files called with the user name after each successful login; the caller closes the file
   *     systems
   * @throws IllegalArgumentException if there is no user, or a text is not a hash
   */
  static Authenticator of(Map<String, String> hashes, Function<String, FileSystem> files) {
    return new HashedUsers(hashes, files);
  }

  /**
   * {@return an authenticator for the users {@code anonymous} and {@code ftp} with any password
   * (RFC 1635), who may list and read}
   *
   * @param files the file system, which the caller closes
   */
  static Authenticator anonymous(FileSystem files) {
    return credentials ->
        credentials instanceof Credentials.Password given
                && Set.of("anonymous", "ftp").contains(given.user().toLowerCase(Locale.ROOT))
            ? Optional.of(Account.of("anonymous", files, Permission.readOnly()))
            : Optional.empty();
  }

  /**
   * {@return an authenticator that consults this one, then another}
   *
   * @param next consulted if this one returns empty
   */
  default Authenticator or(Authenticator next) {
    return credentials -> {
      Optional<Account> account = authenticate(credentials);
      return account.isPresent() ? account : next.authenticate(credentials);
    };
  }

  /**
   * {@return a hash of a password with a random salt, in the form {@code
   * $pbkdf2-sha256$600000$salt$hash}: PBKDF2 with HMAC-SHA-256 (RFC 8018), 600,000 iterations, salt
   * (16 bytes) and hash (32 bytes) in base64 without padding}
   *
   * <p>It takes some tenths of a second. passlib and the configuration file of the nioftpd server
   * use the same form.
   *
   * @param password the password, not empty
   * @throws IllegalArgumentException if the password is empty
   */
  static String passwordHash(String password) {
    return PasswordHash.of(password);
  }
}
