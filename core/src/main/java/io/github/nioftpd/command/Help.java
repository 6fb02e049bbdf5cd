package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.CommandTable;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** HELP: lists the commands, or shows the syntax of one. */
final class Help implements Command {

  private static final Spec SPEC =
      Spec.anybody("HELP", "[command]", "RFC 959 4.1.3").with(Trait.IN_BETWEEN);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    CommandTable table = session.settings().commands();
    String verb = call.argument().strip().toUpperCase(Locale.ROOT);
    if (!verb.isEmpty()) {
      return table
          .find(verb)
          .map(command -> Reply.of(214, command.spec().help()))
          .orElse(Reply.of(501, "Unknown command."));
    }
    return Reply.of(
        214,
        "Commands (* not implemented):",
        columns(table, session),
        "HELP <command> shows the syntax of a command.");
  }

  /** Eight to a line. */
  private static List<String> columns(CommandTable table, Session session) {
    List<String> words =
        table.verbs().stream()
            .filter(verb -> !verb.startsWith("SITE "))
            .sorted()
            .map(verb -> isImplemented(table, verb, session) ? verb : verb + "*")
            .toList();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < words.size(); i += 8) {
      StringBuilder line = new StringBuilder();
      words.subList(i, Math.min(i + 8, words.size())).forEach(word -> pad(line, word));
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static boolean isImplemented(CommandTable table, String verb, Session session) {
    return table.find(verb).orElseThrow().spec().isImplemented(session);
  }

  private static void pad(StringBuilder line, String word) {
    line.append(word).repeat(' ', Math.max(1, 6 - word.length()));
  }
}
