package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ALLO: says whether there is room. Nothing is set aside. */
final class Allo implements Command {

  private static final Spec SPEC =
      Spec.loggedIn("ALLO", "bytes [R record-size]", "RFC 959 4.1.3").with(Trait.IN_BETWEEN);
  private static final Pattern ARGUMENT = Pattern.compile("([0-9]{1,18})( R [0-9]{1,18})?");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Matcher matcher = ARGUMENT.matcher(call.argument().strip());
    if (!matcher.matches()) {
      return Reply.of(501, "Syntax error: ALLO takes a number of bytes.");
    }
    long wanted = Long.parseLong(matcher.group(1));
    if (wanted > session.quota().bytesLeft()) {
      return Reply.of(552, "The quota does not allow this many bytes.");
    }
    return wanted > usable(session.directory())
        ? Reply.of(452, "Insufficient storage space.")
        : Reply.of(200, "Enough storage space is available.");
  }

  /** A file system that cannot tell its room has enough until the upload shows otherwise. */
  static long usable(Path path) throws IOException {
    try {
      return Files.getFileStore(path).getUsableSpace();
    } catch (UnsupportedOperationException e) {
      return Long.MAX_VALUE;
    }
  }
}
