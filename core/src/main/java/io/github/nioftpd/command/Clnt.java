package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;

/** CLNT: takes note of the client's name, and nothing follows from it. */
final class Clnt implements Command {

  private static final Spec SPEC = Spec.anybody("CLNT", "name", "de facto").feature("CLNT");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    return Reply.of(200, "Client name received.");
  }
}
