package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.listing.Entry;
import io.github.nioftpd.listing.EntryReader;
import io.github.nioftpd.listing.Fact;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** MLST: sends the facts of one file on the control connection. */
final class Mlst implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.LIST, "MLST", "[path]", "RFC 3659 7")
          .with(Trait.IN_BETWEEN)
          .feature(session -> Optional.of("MLST " + feature(session)))
          .options(Mlst::select);

  /** All facts; a star marks those that are sent now. */
  private static String feature(Session session) {
    StringBuilder text = new StringBuilder();
    for (Fact fact : Fact.values()) {
      text.append(fact.label()).append(session.parameters().facts().contains(fact) ? "*;" : ";");
    }
    return text.toString();
  }

  /** OPTS MLST: unknown facts are ignored; the reply names those that are selected. */
  private static Reply select(Session session, String list) {
    Set<Fact> selected = EnumSet.noneOf(Fact.class);
    for (String name : list.strip().split(";")) {
      Fact.find(name).ifPresent(selected::add);
    }
    session.parameters().facts(selected);
    StringBuilder text = new StringBuilder("MLST OPTS");
    String space = " ";
    for (Fact fact : selected) {
      text.append(space).append(fact.label()).append(';');
      space = "";
    }
    return Reply.of(200, text.toString());
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Path path = call.path();
    Entry entry = new EntryReader().read(Partial.sized(session, path)).named(path.toString());
    StringBuilder line = new StringBuilder();
    ListCommand.formats(session).facts(line, entry, path, session.parameters().facts());
    return Reply.of(250, "Listing", List.of(line.toString()), "End");
  }
}
