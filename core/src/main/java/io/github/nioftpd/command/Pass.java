package io.github.nioftpd.command;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Outcome;
import io.github.nioftpd.session.Reply;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;

/**
 * PASS: logs in. A wrong password and an unknown user get the same answer, after the same delay;
 * after too many the session ends.
 */
final class Pass implements Command {

  private static final Spec SPEC = Spec.anybody("PASS", "[password]", "RFC 959 4.1.1");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, String argument) throws IOException {
    if (session.isLoggedIn()) {
      return Reply.of(503, "Already logged in; send USER or REIN first.");
    }
    Optional<String> name = session.userName();
    if (name.isEmpty()) {
      return Reply.of(503, "Send USER first.");
    }
    Optional<Account> account =
        session
            .settings()
            .authenticator()
            .authenticate(
                new Credentials.Password(name.get(), argument, session.remote().getAddress()));
    if (account.isEmpty()) {
      return refuse(session, name.get());
    }
    session.ask(account.get());
    session.logIn(account.get());
    return Reply.of(230, account.get().greeting());
  }

  private static Outcome refuse(Session session, String name) throws IOException {
    try {
      return session.loginFailed(name)
          ? new Outcome.Quit(Reply.of(530, "Login incorrect; too many attempts."))
          : Reply.of(530, "Login incorrect.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
