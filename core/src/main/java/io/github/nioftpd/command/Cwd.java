package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.PathArgument;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Scope;
import java.io.IOException;
import java.nio.file.Path;

/** CWD: changes the current directory, without an argument to the root. */
final class Cwd implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.ENTER, "CWD", "[path]", "RFC 959 4.1.1")
          .alias("XCWD")
          .path(
              Scope.DIRECTORY,
              (session, argument) -> PathArgument.of(argument.isEmpty() ? "/" : argument));

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    return enter(session, call.path());
  }

  static Reply enter(Session session, Path path) throws IOException {
    Attributes.requireDirectory(path);
    session.enter(path);
    return Reply.of(250, Pwd.quote(path) + " is the current directory.");
  }
}
