package io.github.nioftpd.command;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.session.TransferParameters.RenameSource;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * RNTO: renames what RNFR named. A file replaces a file that has the new name, and nothing else.
 */
final class Rnto implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.RENAME, "RNTO", "path", "RFC 959 4.1.3")
          .with(Trait.CHANGES, Trait.SLOW)
          .from(parameters -> parameters.renameSource().map(RenameSource::path));

  private static final CopyOption[] KEEP = {};
  private static final CopyOption[] REPLACE = {StandardCopyOption.REPLACE_EXISTING};

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    RenameSource renamed =
        session.parameters().renameSource().orElseThrow(() -> new Refused(503, "Send RNFR first."));
    Path source = renamed.path();
    Path target = call.path();
    session.requireNoRuleBelow(target);
    if (target.startsWith(source) && !target.equals(source)) {
      return Reply.of(553, "A directory cannot be moved into itself.");
    }
    CopyOption[] options = target.equals(source) ? REPLACE : options(session, renamed, target);
    session.quota().change(() -> Files.move(source, target, options), source, target);
    Partial.forget(session, target);
    return Reply.of(250, "Renamed.");
  }

  /**
   * Replacing a file destroys it, which needs more than the permission to rename. A directory
   * neither replaces anything nor is replaced; the file system refuses it, or goes on with a rename
   * that has broken off.
   */
  private static CopyOption[] options(Session session, RenameSource source, Path target)
      throws IOException {
    Account account = session.account();
    boolean permitted =
        account.permits(Permission.DELETE, target) || account.permits(Permission.WRITE, target);
    if (Presence.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      if (!permitted || target.getNameCount() == 0) {
        throw new FileAlreadyExistsException(target.toString());
      }
      return KEEP;
    }
    if (!permitted && Presence.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new Refused(550, "Not enough privileges.");
    }
    return source.directory() ? KEEP : REPLACE;
  }
}
