package io.github.nioftpd.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mode of chmod in symbols, such as {@code u+x,go=r}, for the nine permission bits. */
final class SymbolicMode {

  private static final String CLAUSE = "([ugoa]*)((?:[-+=](?:[ugo]|[rwxX]*))+)";

  /** One clause or several. */
  static final Pattern PATTERN = Pattern.compile("(?:%1$s)(?:,%1$s)*".formatted(CLAUSE));

  private static final Pattern CLAUSES = Pattern.compile(CLAUSE);
  private static final Pattern ACTIONS = Pattern.compile("([-+=])([ugorwxX]*)");

  private SymbolicMode() {}

  /** The nine bits after a change. */
  static int apply(String text, int before, boolean directory) {
    int mode = before;
    for (Matcher clause = CLAUSES.matcher(text); clause.find(); ) {
      int who = who(clause.group(1));
      for (Matcher action = ACTIONS.matcher(clause.group(2)); action.find(); ) {
        int bits = bits(action.group(2), mode, directory) & who;
        mode =
            switch (action.group(1)) {
              case "+" -> mode | bits;
              case "-" -> mode & ~bits;
              default -> (mode & ~who) | bits;
            };
      }
    }
    return mode;
  }

  /** Without letters, everybody: a server has no umask to leave out. */
  private static int who(String letters) {
    int who = letters.isEmpty() ? 0777 : 0;
    for (char letter : letters.toCharArray()) {
      who |=
          switch (letter) {
            case 'u' -> 0700;
            case 'g' -> 0070;
            case 'o' -> 0007;
            default -> 0777;
          };
    }
    return who;
  }

  /** The bits of operands, in all three classes. */
  private static int bits(String operands, int mode, boolean directory) {
    int bits = 0;
    for (char operand : operands.toCharArray()) {
      bits |=
          switch (operand) {
            case 'r' -> 4;
            case 'w' -> 2;
            case 'x' -> 1;
            case 'X' -> directory || (mode & 0111) != 0 ? 1 : 0;
            case 'u' -> mode >> 6 & 7;
            case 'g' -> mode >> 3 & 7;
            default -> mode & 7;
          };
    }
    return bits * 0111;
  }
}
