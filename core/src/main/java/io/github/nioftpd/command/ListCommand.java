package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.listing.EntryReader;
import io.github.nioftpd.listing.Formats;
import io.github.nioftpd.listing.Perm;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Outcome;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Scope;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;

/** LIST: lists a directory for people, in the manner of {@code ls -l}. */
final class ListCommand implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.LIST, "LIST", "[path]", "RFC 959 4.1.3")
          .path(Scope.EITHER, Selection::path)
          .with(Trait.TRANSFERS);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, String argument) throws IOException {
    Formats formats = formats(session);
    EntryReader reader = new EntryReader();
    return Entries.of(
        session,
        Selection.of(session, argument),
        (out, entry) -> formats.list(out, reader.read(entry)));
  }

  /** The formats of a listing for the account that is logged in. */
  static Formats formats(Session session) throws IOException {
    return new Formats(session.settings().time(), new Perm(session.account().permissions()));
  }
}
