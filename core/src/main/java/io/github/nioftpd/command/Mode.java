package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.util.Locale;

/** MODE: transfers are streams. */
final class Mode implements Command {

  private static final Spec SPEC =
      Spec.loggedIn("MODE", "S", "RFC 959 4.1.2").with(Trait.IN_BETWEEN);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    return switch (call.argument().strip().toUpperCase(Locale.ROOT)) {
      case "S" -> Reply.of(200, "Mode set to stream.");
      case "B", "C", "Z" -> Reply.of(504, "Mode not supported.");
      default -> Reply.of(501, "Syntax error: MODE takes S, B or C.");
    };
  }
}
