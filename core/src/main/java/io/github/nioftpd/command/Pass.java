package io.github.nioftpd.command;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.util.Optional;

/**
 * PASS: logs in. A wrong password and an unknown user get the same answer, after the same delay;
 * after too many the session ends.
 */
final class Pass implements Command {

  private static final Spec SPEC =
      Spec.anybody("PASS", "[password]", "RFC 959 4.1.1").with(Trait.CREDENTIALS, Trait.SECRET);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    if (session.isLoggedIn()) {
      return Reply.of(503, "Already logged in; send USER or REIN first.");
    }
    Optional<String> name = session.userName();
    if (name.isEmpty()) {
      return Reply.of(503, "Send USER first.");
    }
    long asked = System.nanoTime();
    Credentials credentials =
        new Credentials.Password(
            name.get(),
            call.argument(),
            session.remote().getAddress(),
            session.tlsState().isEncrypted());
    Optional<Account> account = session.logins().authenticate(credentials, asked);
    if (account.isEmpty()) {
      session.forgetUserName();
      return session.logins().failed(name.get(), asked);
    }
    session.logins().consult(account.get());
    session.logIn(account.get());
    return Reply.of(230, account.get().greeting());
  }
}
