package io.github.nioftpd.auth;

import java.io.IOException;
import java.util.Optional;

/**
 * An authenticator decides who logs in.
 *
 * <p>It is called on the thread of the session that asks and may block; other sessions are not held
 * up. It must be safe for use by several threads.
 */
@FunctionalInterface
public interface Authenticator {

  /**
   * Looks up the account that belongs to some credentials.
   *
   * @param credentials what the client showed
   * @return the account, or empty when the credentials are not good, whatever the reason
   * @throws IOException when the question could not be answered, for example because a directory
   *     server is down; the client is told to try again later
   */
  Optional<Account> authenticate(Credentials credentials) throws IOException;
}
