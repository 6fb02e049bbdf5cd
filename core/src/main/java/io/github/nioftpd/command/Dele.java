package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * DELE: removes a file, or a symbolic link itself, and with it an upload of the user that broke
 * off.
 */
final class Dele implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.DELETE, "DELE", "path", "RFC 959 4.1.3")
          .with(Trait.CHANGES)
          .with(Trait.SLOW);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Path path = call.path();
    Optional<Path> partial = Partial.of(session, path);
    if (partial.isPresent()) {
      session.quota().change(() -> Files.delete(partial.get()), path);
      session.parameters().forgetPartial(path);
      if (!Presence.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return Reply.of(250, "File removed.");
      }
    }
    // the usual case comes first: a store may need one request for it and two for both
    if (!Attributes.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        && Attributes.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return Reply.of(550, "Is a directory.");
    }
    session.quota().change(() -> Files.delete(path), path);
    return Reply.of(250, "File removed.");
  }
}
