package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.session.TransferParameters.RenameSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** RNFR: names what RNTO will rename. */
final class Rnfr implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.RENAME, "RNFR", "path", "RFC 959 4.1.3").with(Trait.ANNOUNCES);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Path path = call.path();
    if (path.getNameCount() == 0) {
      return Reply.of(550, "The root directory cannot be renamed.");
    }
    session.requireNoRuleBelow(path);
    boolean directory = isDirectory(path);
    session.parameters().renameSource(new RenameSource(path, directory));
    return Reply.of(350, "Ready for RNTO.");
  }

  /**
   * Most names are those of files, so the file is asked for as well: a store then looks for it
   * first.
   */
  private static boolean isDirectory(Path path) throws IOException {
    return Boolean.TRUE.equals(
        Files.readAttributes(path, "isRegularFile,isDirectory", LinkOption.NOFOLLOW_LINKS)
            .get("isDirectory"));
  }
}
