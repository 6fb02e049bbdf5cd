package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import java.io.IOException;

/** QUIT: ends the session, once a running transfer has ended. */
final class Quit implements Command {

  private static final Spec SPEC = Spec.anybody("QUIT", "", "RFC 959 4.1.1");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    String farewell = session.isLoggedIn() ? session.account().farewell() : "Goodbye.";
    session.reset(null);
    return new Outcome.Quit(Reply.of(221, farewell));
  }
}
