package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import java.io.IOException;

/**
 * ABOR: breaks off the transfer. The loop has done that already, as soon as the line came in, and
 * the transfer has had its own reply (426); this is the second one.
 */
final class Abor implements Command {

  private static final Spec SPEC = Spec.loggedIn("ABOR", "", "RFC 959 4.1.3");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    session.closeRoute();
    return Reply.of(226, "No transfer is running.");
  }
}
