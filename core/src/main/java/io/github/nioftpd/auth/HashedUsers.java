package io.github.nioftpd.auth;

import java.io.InterruptedIOException;
import java.nio.file.FileSystem;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Users with password hashes. Safe for use by several threads. */
final class HashedUsers implements Authenticator {

  private final Map<String, PasswordHash> hashes = new HashMap<>();
  private final PasswordHash decoy;
  private final Function<String, FileSystem> files;

  HashedUsers(Map<String, String> users, Function<String, FileSystem> files) {
    users.forEach((name, hash) -> hashes.put(name, parse(name, hash)));
    this.decoy =
        hashes.values().stream()
            .max(Comparator.comparingInt(PasswordHash::iterations))
            .orElseThrow(() -> new IllegalArgumentException("there are no users"))
            .decoy();
    this.files = files;
  }

  private static PasswordHash parse(String name, String hash) {
    try {
      return PasswordHash.parse(hash);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("user " + name + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<Account> authenticate(Credentials credentials) throws InterruptedIOException {
    if (!(credentials instanceof Credentials.Password given)) {
      return Optional.empty();
    }
    try {
      return hashes.getOrDefault(given.user(), decoy).matches(given.password())
          ? Optional.of(Account.of(given.user(), files.apply(given.user()), Permission.all()))
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
