package io.github.nioftpd.session;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.event.Gate;
import io.github.nioftpd.session.Spec.Access;
import io.github.nioftpd.session.Spec.Argument;
import io.github.nioftpd.session.Spec.Trait;
import java.util.Optional;

/**
 * The checks before a command is run, in a fixed order: implemented, logged in, syntax, permission,
 * data connection.
 */
final class Admission {

  private Admission() {}

  static void check(Spec spec, Session session, String argument) throws Refused {
    if (spec.has(Trait.UNIMPLEMENTED)) {
      throw new Refused(502, "Command not implemented.");
    }
    if (!(spec.access() instanceof Access.Anybody) && !session.isLoggedIn()) {
      throw new Refused(530, "Log in with USER and PASS first.");
    }
    if (spec.argument() == Argument.NONE && !argument.isBlank()) {
      throw new Refused(501, "Syntax error: this command takes no argument.");
    }
    if (spec.argument() == Argument.REQUIRED && argument.isEmpty()) {
      throw new Refused(501, "Syntax error: this command needs an argument.");
    }
    if (spec.access() instanceof Access.Permitted permitted) {
      Account account = session.account();
      if (!account.permits(permitted.permission(), session.resolve(argument))) {
        throw new Refused(550, "Not enough privileges.");
      }
    }
    if (spec.has(Trait.UPLOADS) && !session.hasRoute()) {
      throw new Refused(425, "Use PASV, EPSV, PORT or EPRT first.");
    }
  }

  /** Asks the gate, after all that can be said without it. */
  static void ask(Gate gate, News news) throws Refused {
    Optional<String> refusal = news.question().flatMap(gate::refusal);
    if (refusal.isPresent()) {
      throw new Refused(550, Printable.escape(refusal.get()));
    }
  }
}
