package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.nio.file.Path;

/**
 * PWD: sends the current directory in quotes; quotes in its name are doubled (RFC 959 appendix II).
 */
final class Pwd implements Command {

  private static final Spec SPEC =
      Spec.loggedIn("PWD", "", "RFC 959 4.1.3").alias("XPWD").with(Trait.IN_BETWEEN);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    return Reply.of(257, quote(session.directory()) + " is the current directory.");
  }

  static String quote(Path path) {
    return '"' + path.toString().replace("\"", "\"\"") + '"';
  }
}
