package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.listing.Entry;
import io.github.nioftpd.listing.EntryReader;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** MLST: tells the facts of one file on the control connection. */
final class Mlst implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.LIST, "MLST", "[path]", "RFC 3659 7").with(Trait.IN_BETWEEN);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, String argument) throws IOException {
    Path path = session.resolve(argument);
    Entry entry = new EntryReader().read(Partial.sized(session, path)).named(path.toString());
    StringBuilder line = new StringBuilder();
    ListCommand.formats(session).facts(line, entry, path, session.parameters().facts());
    return Reply.of(250, "Listing", List.of(line.toString()), "End");
  }
}
