package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.listing.EntryReader;
import io.github.nioftpd.listing.Formats;
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
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * SITE CHMOD: sets the nine permission bits, in octal or as chmod takes it. The bits above them are
 * refused.
 */
final class SiteChmod implements Command {

  private static final Pattern OCTAL = Pattern.compile("[0-7]{3,6}");

  /** Symbols that may be right but cannot be set: setuid, setgid, sticky. */
  private static final Pattern OTHER_SYMBOLS = Pattern.compile("[ugoa]*[-+=][ugoarwxXst,+=-]*");

  private static final Spec SPEC =
      Spec.permitted(Permission.CHANGE_MODE, "SITE CHMOD", "mode path", "de facto")
          .path(Scope.ENTRY, SiteChmod::parse)
          .with(Trait.CHANGES);

  private static Optional<PathArgument> parse(Session session, String argument) throws Refused {
    int space = argument.indexOf(' ');
    String mode = argument.substring(0, Math.max(0, space));
    String path = argument.substring(space + 1);
    boolean known = OCTAL.matcher(mode).matches() || OTHER_SYMBOLS.matcher(mode).matches();
    if (!known || path.isEmpty()) {
      throw PathArgument.malformed("SITE CHMOD takes a mode and a path");
    }
    return PathArgument.of(mode, path);
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Path path = call.path();
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      throw new UnsupportedOperationException("this file system has no modes");
    }
    int mode = mode(call.option(), view);
    if (mode > 0777) {
      return Reply.of(504, "Only the nine permission bits can be set.");
    }
    view.setPermissions(PosixFilePermissions.fromString(Formats.permissions(mode)));
    return Reply.of(200, "Mode set.");
  }

  private static int mode(String text, PosixFileAttributeView view) throws IOException {
    if (OCTAL.matcher(text).matches()) {
      return Integer.parseInt(text, 8);
    }
    if (!SymbolicMode.PATTERN.matcher(text).matches()) {
      return Integer.MAX_VALUE;
    }
    PosixFileAttributes now = view.readAttributes();
    return SymbolicMode.apply(text, EntryReader.mode(now.permissions()), now.isDirectory());
  }
}
