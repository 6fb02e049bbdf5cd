package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** MKD: makes a directory; the reply tells its path like PWD. */
final class Mkd implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.MAKE_DIRECTORY, "MKD", "path", "RFC 959 4.1.3, appendix II")
          .alias("XMKD")
          .with(Trait.CHANGES);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Path path = call.path();
    session.quota().add(() -> Files.createDirectory(path), path);
    Partial.forget(session, path);
    return Reply.of(257, Pwd.quote(path) + " created.");
  }
}
