package io.github.nioftpd.command;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.transfer.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * STOR: uploads a file. After REST, the bytes overwrite the file from the REST offset on, and the
 * file is not made shorter (RFC 3659 section 5).
 */
final class Stor implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.WRITE, "STOR", "path", "RFC 959 4.1.3, RFC 3659 5")
          .with(Trait.TRANSFERS)
          .with(Trait.UPLOADS);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Path path = call.path();
    long offset = session.parameters().restartOffset();
    String opening = "Opening data connection for an upload.";
    if (offset == 0) {
      Path target = Partial.target(session, path);
      session.parameters().forgetPartial(path);
      return Upload.open(
          session.transfer(),
          path,
          Upload.Way.WHOLE,
          () -> Files.newByteChannel(target, WRITE, CREATE, TRUNCATE_EXISTING),
          opening);
    }
    return Upload.open(
        session.transfer(),
        path,
        Upload.Way.PART,
        () -> Partial.openAt(session, path, offset),
        opening);
  }
}
