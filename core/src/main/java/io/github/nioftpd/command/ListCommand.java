package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.listing.Entry;
import io.github.nioftpd.listing.EntryReader;
import io.github.nioftpd.listing.Formats;
import io.github.nioftpd.listing.PermFact;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Scope;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.nio.file.Path;

/** LIST: lists a directory for people, like {@code ls -l}. */
final class ListCommand implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.LIST, "LIST", "[path]", "RFC 959 4.1.3")
          .path(Scope.EITHER, Selection::parse)
          .with(Trait.TRANSFERS);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Formats formats = formats(session);
    EntryReader reader = new EntryReader();
    Selection selection = Selection.of(call);
    return Entries.of(
        session, selection, (out, entry) -> line(out, formats, reader, selection, entry));
  }

  /** Appends a line; the directory that -d asks for without a path is called as ls calls it. */
  static void line(
      StringBuilder out, Formats formats, EntryReader reader, Selection selection, Path path)
      throws IOException {
    Entry entry = reader.read(path);
    boolean unnamed = path.equals(selection.path()) && selection.written().isEmpty();
    formats.list(out, unnamed ? entry.named(".") : entry);
  }

  /** The formats of a listing for the account that is logged in. */
  static Formats formats(Session session) throws IOException {
    return new Formats(session.settings().time(), new PermFact(session.account().permissions()));
  }
}
