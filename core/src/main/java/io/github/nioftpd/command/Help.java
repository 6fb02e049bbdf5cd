package io.github.nioftpd.command;

import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.CommandTable;
import io.github.nioftpd.session.Outcome;
import io.github.nioftpd.session.Reply;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** HELP: lists the commands, or tells the syntax of one. */
final class Help implements Command {

  private static final Spec SPEC = Spec.anybody("HELP", "[command]", "RFC 959 4.1.3");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, String argument) {
    CommandTable table = session.settings().commands();
    String verb = argument.strip().toUpperCase(Locale.ROOT);
    if (!verb.isEmpty()) {
      return table
          .find(verb)
          .map(command -> Reply.of(214, command.spec().help()))
          .orElse(Reply.of(501, "Unknown command."));
    }
    return Reply.of(
        214, "These commands are known:", columns(table.verbs()), "HELP <command> tells more.");
  }

  /** Eight to a line. */
  static List<String> columns(List<String> verbs) {
    List<String> sorted =
        verbs.stream().filter(verb -> !verb.startsWith("SITE ")).sorted().toList();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i += 8) {
      StringBuilder line = new StringBuilder();
      sorted.subList(i, Math.min(i + 8, sorted.size())).forEach(verb -> pad(line, verb));
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static void pad(StringBuilder line, String verb) {
    line.append(verb).repeat(' ', Math.max(1, 6 - verb.length()));
  }
}
