package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;

/**
 * A command of an RFC that this server knows and does not have: 502, where an unknown one gets 500.
 * A client that asks for TLS goes on without, or leaves, as it likes.
 */
final class Unimplemented implements Command {

  private final Spec spec;

  Unimplemented(String rfc, String verb, String... others) {
    spec = Spec.anybody(verb, "[argument]", rfc).alias(others).with(Trait.UNIMPLEMENTED);
  }

  @Override
  public Spec spec() {
    return spec;
  }

  /** Never reached: admission has refused it. */
  @Override
  public Outcome run(Session session, Call call) {
    return Reply.of(502, "Command not implemented.");
  }
}
