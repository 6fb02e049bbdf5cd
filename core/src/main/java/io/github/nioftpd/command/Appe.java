package io.github.nioftpd.command;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Outcome;
import io.github.nioftpd.session.Reply;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.session.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** APPE: uploads to the end of a file, which is made when it is not there. */
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
  public Outcome run(Session session, String argument) throws IOException {
    if (session.parameters().restartOffset() != 0) {
      return Reply.of(450, "APPE is not possible after REST.");
    }
    Path path = session.resolve(argument);
    return Upload.open(
        session,
        path,
        Upload.Way.APPEND,
        () -> Files.newByteChannel(path, CREATE, APPEND),
        "Opening data connection to append to a file.");
  }
}
