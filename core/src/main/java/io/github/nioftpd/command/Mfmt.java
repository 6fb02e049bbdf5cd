package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Outcome;
import io.github.nioftpd.session.Reply;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Scope;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.wire.FtpTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

/** MFMT: sets the time of modification, and answers with what it is now (draft-somers-ftp-mfxx). */
final class Mfmt implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.CHANGE_TIME, "MFMT", "time path", "draft-somers-ftp-mfxx-04")
          .path(Scope.ENTRY, argument -> afterSpace(argument))
          .with(Trait.CHANGES);

  private static Optional<String> afterSpace(String argument) {
    int space = argument.indexOf(' ');
    return space < 0 ? Optional.empty() : Optional.of(argument.substring(space + 1));
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, String argument) throws IOException {
    int space = argument.indexOf(' ');
    return set(session, argument.substring(0, space), argument.substring(space + 1));
  }

  /**
   * Sets a time for MFMT, MDTM and SITE UTIME, which differ in the order of their arguments only.
   */
  static Reply set(Session session, String time, String name) throws IOException {
    Path path = session.resolve(name);
    session.require(Permission.CHANGE_TIME, Scope.ENTRY, path);
    FtpTime clock = session.settings().time();
    Instant instant = clock.parse(time);
    Files.setLastModifiedTime(path, FileTime.from(instant));
    return Reply.of(213, "Modify=" + clock.timeVal(instant) + "; " + path);
  }
}
