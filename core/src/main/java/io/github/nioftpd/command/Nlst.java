package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.listing.Formats;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Scope;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;

/** NLST: lists the names in a directory; a file lists itself. No attribute is read for it. */
final class Nlst implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.LIST, "NLST", "[path]", "RFC 959 4.1.3, RFC 1123 4.1.2.7")
          .path(Scope.EITHER, Selection::parse)
          .with(Trait.TRANSFERS);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Selection selection = Selection.of(call);
    return Entries.of(session, selection, (out, entry) -> Formats.name(out, selection.name(entry)));
  }
}
