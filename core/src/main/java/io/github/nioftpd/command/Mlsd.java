package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.listing.EntryReader;
import io.github.nioftpd.listing.Fact;
import io.github.nioftpd.listing.Formats;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Scope;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Set;

/** MLSD: lists a directory for programs. */
final class Mlsd implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.LIST, "MLSD", "[path]", "RFC 3659 7")
          .path(Scope.EITHER)
          .with(Trait.TRANSFERS);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Path path = call.path();
    Formats formats = ListCommand.formats(session);
    Set<Fact> facts = session.parameters().facts();
    EntryReader reader = new EntryReader();
    Selection directory = Selection.all(path);
    try {
      return Entries.ofDirectory(
          session, directory, (out, entry) -> formats.facts(out, reader.read(entry), entry, facts));
    } catch (NotDirectoryException e) {
      return Reply.of(501, "Not a directory.");
    }
  }
}
