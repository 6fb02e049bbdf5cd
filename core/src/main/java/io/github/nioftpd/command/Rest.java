package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;

/** REST: sets where the next transfer starts (RFC 3659 section 5). */
final class Rest implements Command {

  private static final Spec SPEC =
      Spec.loggedIn("REST", "offset", "RFC 959 4.1.3, RFC 3659 5").feature("REST STREAM");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    if (!call.argument().matches("[0-9]{1,18}")) {
      return Reply.of(501, "Syntax error: REST takes an offset in bytes.");
    }
    long offset = Long.parseLong(call.argument());
    if (offset != 0 && session.parameters().isAscii()) {
      return Reply.of(501, "REST is not available in type A; send TYPE I first.");
    }
    session.parameters().restartAt(offset);
    return Reply.of(350, "Restarting at " + offset + ".");
  }
}
