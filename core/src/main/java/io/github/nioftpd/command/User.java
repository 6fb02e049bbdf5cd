package io.github.nioftpd.command;

import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Outcome;
import io.github.nioftpd.session.Reply;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import java.io.IOException;

/** USER: names who wants to log in. The answer is the same whether there is such a user or not. */
final class User implements Command {

  private static final Spec SPEC = Spec.anybody("USER", "name", "RFC 959 4.1.1");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, String argument) throws IOException {
    session.reset(argument);
    return Reply.of(331, "Password required.");
  }
}
