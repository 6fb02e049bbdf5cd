package io.github.nioftpd.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The switches of ls at the beginning of an argument of LIST, NLST or STAT, which many clients
 * send.
 *
 * @param letters single letters, and those that long words stand for; most are ignored
 * @param unusual where the first switch begins that may as well be a name, or -1
 * @param rest the text after the switches: a path, or nothing
 */
record Switches(String letters, int unusual, String rest) {

  private static final Pattern WORD = Pattern.compile("-(-[^ ]*|[A-Za-z0-9]+)(?: +|$)");

  /** Switches that clients send with every listing, and that are never looked up as a name. */
  private static final Pattern USUAL = Pattern.compile("-|[aAlLrRtTSF1]+");

  static Switches parse(String argument) {
    StringBuilder letters = new StringBuilder();
    int unusual = -1;
    int end = 0;
    boolean more = true;
    Matcher word = WORD.matcher(argument);
    while (more && word.region(end, argument.length()).lookingAt()) {
      String text = word.group(1);
      if (unusual < 0 && !USUAL.matcher(text).matches()) {
        unusual = end;
      }
      letters.append(text.startsWith("-") ? letter(text) : text);
      more = !text.equals("-"); // two dashes alone end the switches
      end = word.end();
    }
    return new Switches(letters.toString(), unusual, argument.substring(end));
  }

  private static String letter(String word) {
    return switch (word) {
      case "-all", "-almost-all" -> "a";
      case "-directory" -> "d";
      case "-recursive" -> "R";
      default -> "";
    };
  }

  /** Whether names with a dot match wildcards, too. */
  boolean all() {
    return letters.indexOf('a') >= 0 || letters.indexOf('A') >= 0;
  }

  /** Whether a directory itself is listed, not its entries. */
  boolean directory() {
    return letters.indexOf('d') >= 0;
  }

  /** Whether the directories below are asked for, too. */
  boolean recursive() {
    return letters.indexOf('R') >= 0;
  }
}
