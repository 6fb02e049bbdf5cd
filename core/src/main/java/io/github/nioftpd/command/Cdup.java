package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.PathArgument;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Scope;
import java.io.IOException;

/** CDUP: changes to the parent directory; the root is its own parent. */
final class Cdup implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.ENTER, "CDUP", "", "RFC 959 4.1.1")
          .alias("XCUP")
          .path(Scope.DIRECTORY, (session, argument) -> PathArgument.of(".."));

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    return Cwd.enter(session, call.path());
  }
}
