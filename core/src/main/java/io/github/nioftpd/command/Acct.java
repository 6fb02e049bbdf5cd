package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;

/** ACCT: accepted and not needed, since a password is all that a login takes. */
final class Acct implements Command {

  private static final Spec SPEC =
      Spec.loggedIn("ACCT", "account", "RFC 959 4.1.1").with(Trait.SECRET);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    return Reply.of(202, "No account is needed.");
  }
}
