package io.github.nioftpd.server.users;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.Credentials;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Authenticators that are tried in order until one accepts the user. A failure of one does not stop
 * the others from being tried. Safe for use by several threads.
 */
public final class AuthenticatorChain implements Authenticator {

  private final List<Authenticator> all;

  public AuthenticatorChain(List<Authenticator> all) {
    this.all = List.copyOf(all);
  }

  @Override
  public Optional<Account> authenticate(Credentials credentials) throws IOException {
    @Nullable IOException failure = null;
    for (Authenticator each : all) {
      try {
        Optional<Account> account = each.authenticate(credentials);
        if (account.isPresent()) {
          return account;
        }
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return Optional.empty();
  }
}
