package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.PathArgument;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Scope;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SITE UTIME: sets the time of modification. Two forms are in use: {@code time path}, and {@code
 * path access-time modification-time creation-time UTC}, of which the second time counts.
 */
final class SiteUtime implements Command {

  private static final Pattern TWO = Pattern.compile("([0-9]{12}|[0-9]{14}) (.+)");
  private static final Pattern FIVE =
      Pattern.compile("(.+) [0-9]{14} ([0-9]{14}) [0-9]{14} UTC", Pattern.CASE_INSENSITIVE);

  private static final Spec SPEC =
      Spec.permitted(Permission.CHANGE_TIME, "SITE UTIME", "time path", "de facto")
          .path(Scope.ENTRY, SiteUtime::parse)
          .with(Trait.CHANGES)
          .feature("SITE UTIME");

  private static Optional<PathArgument> parse(Session session, String argument) throws Refused {
    Matcher five = FIVE.matcher(argument);
    if (five.matches()) {
      return PathArgument.of(five.group(2), five.group(1));
    }
    Matcher two = TWO.matcher(argument);
    if (!two.matches()) {
      throw PathArgument.malformed("SITE UTIME takes a time and a path");
    }
    String time = two.group(1).length() == 12 ? two.group(1) + "00" : two.group(1);
    return PathArgument.of(time, two.group(2));
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    return Mfmt.set(session, session.settings().time().parse(call.option()), call.path());
  }
}
