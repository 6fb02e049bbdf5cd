package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.CommandTable;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.util.List;
import java.util.Locale;

/** SITE HELP: lists the SITE commands. */
final class SiteHelp implements Command {

  private static final Spec SPEC =
      Spec.loggedIn("SITE HELP", "[command]", "de facto").with(Trait.IN_BETWEEN);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    CommandTable table = session.settings().commands();
    String second = call.argument().strip().toUpperCase(Locale.ROOT);
    if (!second.isEmpty()) {
      return table
          .find("SITE " + second)
          .map(command -> Reply.of(214, command.spec().help()))
          .orElse(Reply.of(501, "Unknown SITE command."));
    }
    List<String> lines =
        table.verbs().stream()
            .filter(verb -> verb.startsWith("SITE "))
            .map(verb -> table.find(verb).orElseThrow().spec().help())
            .toList();
    return Reply.of(214, "SITE commands:", lines, "End of help.");
  }
}
