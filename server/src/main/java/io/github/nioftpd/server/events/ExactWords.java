package io.github.nioftpd.server.events;

import io.github.nioftpd.fs.NameBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Commands with bytes that are not UTF-8, which the JDK does not pass to a program: a scanner would
 * look at a file of another name. A shell restores them; it gets each word escaped, as data, and
 * then becomes the program.
 */
final class ExactWords {

  // The x keeps line feeds at the end of a word, which $( ) would drop.
  private static final String RESTORE =
      "for w in \"$@\"; do shift; v=$(printf '%bx' \"$w\"); set -- \"$@\" \"${v%x}\"; done;"
          + " exec env \"$@\"";

  private ExactWords() {}

  /**
   * The command that runs a program with some words and variables, of which not all are text.
   *
   * @param words the program and its arguments
   * @param variables what it finds in its environment besides
   */
  static List<String> command(List<String> words, Map<String, String> variables) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", RESTORE, "sh"));
    variables.forEach((name, value) -> command.add(escaped(name + "=" + value)));
    words.forEach(word -> command.add(escaped(word)));
    return command;
  }

  private static String escaped(String word) {
    StringBuilder octal = new StringBuilder();
    for (byte b : NameBytes.encode(word)) {
      octal.append(String.format("\\0%03o", b & 0xFF));
    }
    return octal.toString();
  }
}
