package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.listing.Formats;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Outcome;
import io.github.nioftpd.session.Reply;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Scope;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SITE CHMOD: sets the nine permission bits, given in octal. The bits above them are refused. */
final class SiteChmod implements Command {

  private static final Pattern ARGUMENT = Pattern.compile("0?([0-7]{3}) (.+)");

  private static final Spec SPEC =
      Spec.permitted(Permission.CHANGE_MODE, "SITE CHMOD", "mode path", "de facto")
          .path(Scope.ENTRY, SiteChmod::path)
          .with(Trait.CHANGES);

  private static Optional<String> path(String argument) {
    Matcher matcher = ARGUMENT.matcher(argument);
    return matcher.matches() ? Optional.of(matcher.group(2)) : Optional.empty();
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, String argument) throws IOException {
    Matcher matcher = ARGUMENT.matcher(argument);
    if (!matcher.matches()) {
      return Reply.of(501, "Syntax error: SITE CHMOD takes an octal mode and a path.");
    }
    Path path = session.resolve(matcher.group(2));
    int mode = Integer.parseInt(matcher.group(1), 8);
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      throw new UnsupportedOperationException("this file system has no modes");
    }
    view.setPermissions(PosixFilePermissions.fromString(Formats.permissions(mode)));
    return Reply.of(200, "Mode set.");
  }
}
