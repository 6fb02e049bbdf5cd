package io.github.nioftpd.server;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.Permission;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The accounts of the command line, all over one file system. Safe for use by several threads. */
final class Accounts {

  private Accounts() {}

  /** Everyone is welcome under a name that says so, with any password. */
  static Authenticator anonymous(FileSystem fileSystem, Set<Permission> permissions) {
    Account account = Account.of("anonymous", fileSystem, permissions);
    Set<String> names = Set.of("anonymous", "ftp");
    return credentials ->
        Optional.of(account)
            .filter(same -> names.contains(credentials.user().toLowerCase(Locale.ROOT)));
  }

  /** One user with one password. How long the answer takes says nothing about either. */
  static Authenticator single(
      String user, String password, FileSystem fileSystem, Set<Permission> permissions) {
    Account account = Account.of(user, fileSystem, permissions);
    byte[] userDigest = digest(user);
    byte[] passwordDigest = digest(password);
    return credentials -> {
      if (!(credentials instanceof Credentials.Password given)) {
        return Optional.empty();
      }
      boolean sameUser = MessageDigest.isEqual(userDigest, digest(given.user()));
      boolean samePassword = MessageDigest.isEqual(passwordDigest, digest(given.password()));
      return sameUser && samePassword ? Optional.of(account) : Optional.empty();
    };
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
