package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;

/** NOOP: does nothing, also while a transfer runs. */
final class Noop implements Command {

  private static final Spec SPEC =
      Spec.anybody("NOOP", "", "RFC 959 4.1.3").with(Trait.DURING_TRANSFER).with(Trait.IN_BETWEEN);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    return Reply.of(200, "OK.");
  }
}
