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
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** RMD: removes an empty directory, or one with part files of a crash alone; never the root. */
final class Rmd implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.DELETE, "RMD", "path", "RFC 959 4.1.3")
          .alias("XRMD")
          .with(Trait.CHANGES)
          .with(Trait.SLOW);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Path path = call.path();
    if (path.getNameCount() == 0) {
      return Reply.of(550, "The root directory cannot be removed.");
    }
    session.requireNoRuleBelow(path);
    Attributes.requireDirectory(path, LinkOption.NOFOLLOW_LINKS);
    session.quota().change(() -> PartFiles.removeDirectory(session, path), path);
    return Reply.of(250, "Directory removed.");
  }
}
