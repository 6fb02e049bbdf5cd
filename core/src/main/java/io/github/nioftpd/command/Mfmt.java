package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.PathArgument;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Scope;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** MFMT: sets the time of modification, and answers with what it is now (draft-somers-ftp-mfxx). */
final class Mfmt implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.CHANGE_TIME, "MFMT", "time path", "draft-somers-ftp-mfxx-04")
          .path(Scope.ENTRY, Mfmt::parse)
          .with(Trait.CHANGES)
          .feature("MFMT");

  /** The years that ext4 can store. */
  private static final Instant FIRST = Instant.parse("1902-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("2445-12-31T23:59:59Z");

  /** The coarsest that a file system has: whole days, for the time of access, on FAT. */
  private static final Duration PRECISION = Duration.ofDays(1);

  private static Optional<PathArgument> parse(Session session, String argument) throws Refused {
    int space = argument.indexOf(' ');
    if (space < 0) {
      throw PathArgument.malformed("MFMT takes a time and a path");
    }
    return PathArgument.of(argument.substring(0, space), argument.substring(space + 1));
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    return set(session, session.settings().time().parse(call.option()), call.path());
  }

  /**
   * Sets a time and replies with the one that the file has then, in the file system's precision. A
   * time that is far from all that ext4 can store may silently become 1970 or the last one that
   * fits: then the one before is restored.
   */
  static Reply set(Session session, Instant time, Path path) throws IOException {
    session.require(Permission.CHANGE_TIME, Scope.ENTRY, path);
    boolean far = time.isBefore(FIRST) || time.isAfter(LAST);
    Optional<Instant> before = far ? Optional.of(Attributes.lastModified(path)) : Optional.empty();
    Files.setLastModifiedTime(path, FileTime.from(time));
    Instant now = Attributes.lastModified(path);
    if (before.isPresent() && Duration.between(time, now).abs().compareTo(PRECISION) > 0) {
      Files.setLastModifiedTime(path, FileTime.from(before.get()));
      return Reply.of(501, "The file system cannot store that time.");
    }
    return Reply.of(213, "Modify=" + session.settings().time().timeVal(now) + "; " + path);
  }
}
