package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import java.io.IOException;

/** REIN: forgets the login and all that was set; the control connection stays. */
final class Rein implements Command {

  private static final Spec SPEC = Spec.anybody("REIN", "", "RFC 959 4.1.1");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    session.reset(null);
    return Reply.of(220, "Ready for a new user.");
  }
}
