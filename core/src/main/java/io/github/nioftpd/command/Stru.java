package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.util.Locale;

/** STRU: files have no structure but F (RFC 1123 asks for R only where the system has records). */
final class Stru implements Command {

  private static final Spec SPEC =
      Spec.loggedIn("STRU", "F", "RFC 959 4.1.2, RFC 1123 4.1.2.13").with(Trait.IN_BETWEEN);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    return switch (call.argument().strip().toUpperCase(Locale.ROOT)) {
      case "F" -> Reply.of(200, "Structure set to file.");
      case "R", "P" -> Reply.of(504, "Structure not supported.");
      default -> Reply.of(501, "Syntax error: STRU takes F, R or P.");
    };
  }
}
