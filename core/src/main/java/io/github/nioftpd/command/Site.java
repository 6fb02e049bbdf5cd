package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;

/** SITE: without a second word that is known. The others are commands of their own. */
final class Site implements Command {

  private static final Spec SPEC =
      Spec.loggedIn("SITE", "command", "RFC 959 4.1.3").with(Trait.SECRET);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    return Reply.of(504, "Unknown SITE command.");
  }
}
