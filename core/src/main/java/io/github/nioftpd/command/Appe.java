package io.github.nioftpd.command;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.transfer.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * APPE: uploads to the end of a file, which is made when it is not there. Continues a partial
 * upload whose size SIZE or MLST has just shown.
 */
final class Appe implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.APPEND, "APPE", "path", "RFC 959 4.1.3")
          .with(Trait.TRANSFERS)
          .with(Trait.UPLOADS);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    if (session.parameters().restartOffset() != 0) {
      return Reply.of(450, "APPE is not possible after REST.");
    }
    Path path = call.path();
    String opening = "Opening data connection to append to a file.";
    OptionalLong partial = session.parameters().partial(path);
    if (partial.isPresent()) { // the end that the client knows is not that of the file
      return Upload.open(
          session.transfer(),
          path,
          Upload.Way.PART,
          () -> Partial.openAt(session, path, partial.getAsLong()),
          opening);
    }
    Path target = Partial.target(session, path);
    return Upload.open(
        session.transfer(),
        path,
        Upload.Way.APPEND,
        () -> Files.newByteChannel(target, CREATE, APPEND),
        opening);
  }
}
