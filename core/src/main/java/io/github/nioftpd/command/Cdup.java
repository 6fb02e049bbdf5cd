package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Scope;
import java.io.IOException;
import java.util.Optional;

/** CDUP: changes to the parent directory; the root is its own parent. */
final class Cdup implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.ENTER, "CDUP", "", "RFC 959 4.1.1")
          .alias("XCUP")
          .path(Scope.DIRECTORY, argument -> Optional.of(".."));

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, String argument) throws IOException {
    return Cwd.enter(session, session.resolve(".."));
  }
}
