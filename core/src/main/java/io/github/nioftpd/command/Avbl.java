package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Scope;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.nio.file.Path;

/**
 * AVBL: sends how many bytes may be uploaded (draft-peterson-streamlined-ftp-command-extensions).
 */
final class Avbl implements Command {

  private static final Spec SPEC =
      Spec.permitted(
              Permission.LIST,
              "AVBL",
              "[path]",
              "draft-peterson-streamlined-ftp-command-extensions-10")
          .path(Scope.DIRECTORY)
          .feature("AVBL")
          .with(Trait.IN_BETWEEN);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Path path = call.path();
    Attributes.requireDirectory(path);
    long room = Allo.usable(path);
    return Reply.of(213, Long.toString(Math.min(room, session.quota().bytesLeft())));
  }
}
