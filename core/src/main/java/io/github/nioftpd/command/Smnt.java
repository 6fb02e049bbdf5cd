package io.github.nioftpd.command;

import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Outcome;
import io.github.nioftpd.session.Reply;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;

/** SMNT: not implemented; what a client sees is decided at its login. */
final class Smnt implements Command {

  private static final Spec SPEC =
      Spec.loggedIn("SMNT", "path", "RFC 959 4.1.1").with(Trait.UNIMPLEMENTED);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, String argument) {
    return Reply.of(502, "Command not implemented.");
  }
}
