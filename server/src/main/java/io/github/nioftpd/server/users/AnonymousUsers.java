package io.github.nioftpd.server.users;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.server.config.AnonymousSection;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Accepts certain names with any password. Safe for use by several threads. */
public final class AnonymousUsers implements Authenticator {

  private final Set<String> names;
  private final AnonymousSection section;
  private final AccountBuilder profiles;

  public AnonymousUsers(AnonymousSection section, AccountBuilder profiles) {
    this.section = section;
    this.profiles = profiles;
    this.names =
        section.names().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Optional<Account> authenticate(Credentials credentials) throws IOException {
    boolean named =
        credentials instanceof Credentials.Password given
            && names.contains(given.user().toLowerCase(Locale.ROOT));
    if (!named || profiles.refuses(section.profile(), credentials)) {
      return Optional.empty();
    }
    return Optional.of(profiles.account("anonymous", section.profile()));
  }
}
