package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.util.Locale;

/**
 * TYPE: A (with N) converts line ends, I and L 8 do not, L 7 is A. A second word that printers send
 * after I is let pass.
 */
final class Type implements Command {

  private static final Spec SPEC =
      Spec.loggedIn("TYPE", "A [N] | I | L 7 | L 8", "RFC 959 4.1.2").with(Trait.IN_BETWEEN);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    return switch (call.argument().strip().toUpperCase(Locale.ROOT)) {
      case "A", "A N", "AN", "L 7", "L7" -> set(session, true, "Type set to ASCII.");
      case "I", "I N", "L 8", "L8" -> set(session, false, "Type set to binary.");
      default -> Reply.of(504, "Type not supported.");
    };
  }

  private static Reply set(Session session, boolean ascii, String text) {
    session.parameters().ascii(ascii);
    return Reply.of(200, text);
  }
}
