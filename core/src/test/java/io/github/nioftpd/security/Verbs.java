package io.github.nioftpd.security;

import io.github.nioftpd.command.Commands;
import io.github.nioftpd.session.CommandTable;
import io.github.nioftpd.session.Spec;
import java.util.List;

/** Every verb of the server, and a command line for it. */
final class Verbs {

  static final CommandTable TABLE = new CommandTable(Commands.all());

  private Verbs() {}

  /** All of them, aliases and SITE too. */
  static List<String> all() {
    return TABLE.verbs();
  }

  /** The verbs that take a path. */
  static List<String> withPath() {
    return all().stream().filter(verb -> takesPath(spec(verb))).toList();
  }

  private static boolean takesPath(Spec spec) {
    return spec.syntax().contains("path") || spec.syntax().contains("prefix");
  }

  static Spec spec(String verb) {
    return TABLE.find(verb).orElseThrow().spec();
  }

  /** A command line of a verb with a path and valid other arguments. */
  static String line(String verb, String path) {
    String before =
        switch (spec(verb).syntax().replaceAll("[\\[\\]]", "")) {
          case "mode path" -> "644 ";
          case "time path" -> "20200101000000 ";
          default -> "";
        };
    return verb + " " + before + path;
  }
}
