package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.PathArgument;
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
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MDTM: sends the time of modification (RFC 3659 section 3). With a time before the path it sets
 * it, as several servers and clients do, unless there is a file of that whole name. The time may be
 * followed by its zone, as in Serv-U: the minutes ahead of GMT.
 */
final class Mdtm implements Command {
  private static final Pattern TWO =
      Pattern.compile("([0-9]{14}(?:\\.[0-9]+)?(?:[+-][0-9]{1,4})?) (.+)");
  private static final Pattern ZONED = Pattern.compile("([^+-]+)([+-].+)");
  private static final Spec SPEC =
      Spec.permitted(Permission.LIST, "MDTM", "path", "RFC 3659 3")
          .path(Scope.ENTRY, Mdtm::parse)
          .with(Trait.IN_BETWEEN)
          .feature("MDTM");

  private static Optional<PathArgument> parse(Session session, String argument) throws IOException {
    Matcher two = TWO.matcher(argument);
    return two.matches() && !session.mayList(argument)
        ? PathArgument.of(two.group(1), two.group(2))
        : PathArgument.of(argument);
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Path file = call.path();
    if (!call.option().isEmpty()) {
      return Mfmt.set(session, time(session, call.option()), file);
    }
    Map<String, Object> attributes =
        Files.readAttributes(
            Partial.of(session, file).orElse(file), "lastModifiedTime,isRegularFile");
    if (!Boolean.TRUE.equals(attributes.get("isRegularFile"))
        || !(attributes.get("lastModifiedTime") instanceof FileTime time)) {
      return Reply.of(550, "Not a regular file.");
    }
    return Reply.of(213, session.settings().time().timeVal(time.toInstant()));
  }

  private static Instant time(Session session, String text) {
    Matcher zoned = ZONED.matcher(text);
    return zoned.matches()
        ? FtpTime.parse(zoned.group(1), Integer.parseInt(zoned.group(2)))
        : session.settings().time().parse(text);
  }
}
