package io.github.nioftpd.server;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.ProfileSection;
import io.github.nioftpd.server.config.UserSection;
import io.github.nioftpd.server.password.PasswordHash;
import io.github.nioftpd.server.password.Verification;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The users of the configuration file. Who is not there costs as much time as who is: the password
 * is then compared with somebody else's hash, always the same one for the same name. Safe for use
 * by several threads.
 */
final class FileUsers implements Authenticator {

  private final Map<String, Known> users = new HashMap<>();
  private final List<PasswordHash> decoys = new ArrayList<>();
  private final Verification verification;
  private final Profiles profiles;
  private final int seed = new SecureRandom().nextInt();

  /** A user. */
  private record Known(Optional<PasswordHash> password, ProfileSection profile) {}

  FileUsers(Configuration configuration, Verification verification, Profiles profiles) {
    this.verification = verification;
    this.profiles = profiles;
    configuration.users().forEach((name, user) -> add(configuration, name, user));
  }

  private void add(Configuration configuration, String name, UserSection user) {
    Optional<PasswordHash> password =
        user.password().map(secret -> PasswordHash.parse(secret.value()));
    users.put(name, new Known(password, configuration.profile(name)));
    password.ifPresent(decoys::add);
  }

  @Override
  public Optional<Account> authenticate(Credentials credentials) throws IOException {
    if (!(credentials instanceof Credentials.Password given)) {
      return Optional.empty();
    }
    Optional<Known> known = Optional.ofNullable(users.get(given.user()));
    Optional<PasswordHash> password = known.flatMap(Known::password);
    Optional<PasswordHash> compared = password.or(() -> decoy(given.user()));
    boolean matches =
        compared.isPresent() && verification.matches(given.password(), compared.get());
    if (known.isEmpty() || password.isEmpty() || !matches) {
      return Optional.empty();
    }
    ProfileSection profile = known.get().profile();
    if (profiles.isExpired(profile)) {
      return Optional.empty();
    }
    return Optional.of(profiles.account(given.user(), profile));
  }

  private Optional<PasswordHash> decoy(String name) {
    if (decoys.isEmpty()) {
      return Optional.empty();
    }
    int mixed = (name.hashCode() ^ seed) * 0x9E3779B1;
    return Optional.of(decoys.get(Math.floorMod(mixed ^ (mixed >>> 16), decoys.size())));
  }
}
