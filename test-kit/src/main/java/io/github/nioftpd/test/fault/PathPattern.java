package io.github.nioftpd.test.fault;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** A pattern for absolute paths, with the same meaning for every file system. Immutable. */
final class PathPattern {

  private final Pattern pattern;

  private PathPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  static PathPattern of(String glob) {
    if (!glob.startsWith("/") && !glob.startsWith("**")) {
      throw new IllegalArgumentException(
          "the pattern \"" + glob + "\" is not absolute; begin it with / or **");
    }
    return new PathPattern(Pattern.compile(regex(glob), Pattern.DOTALL));
  }

  /** A pattern for a name. */
  static PathPattern ofName(String glob) {
    return new PathPattern(Pattern.compile(regex(glob), Pattern.DOTALL));
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int braces = 0;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      boolean twice = c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*';
      switch (c) {
        case '*' -> regex.append(twice ? ".*" : "[^/]*");
        case '?' -> regex.append("[^/]");
        case '{' -> regex.append("(?:");
        case '}' -> regex.append(')');
        case ',' -> regex.append(braces > 0 ? "|" : ",");
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
      braces += c == '{' ? 1 : c == '}' ? -1 : 0;
      i += twice ? 1 : 0;
      if (braces < 0 || braces > 1) {
        break;
      }
    }
    if (braces != 0) {
      throw new IllegalArgumentException(
          "the pattern \"" + glob + "\" has a brace without its other half, or one in another");
    }
    return regex.toString();
  }

  boolean matches(Path path) {
    String separator = path.getFileSystem().getSeparator();
    return matches(path.toString().replace(separator, "/"));
  }

  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }
}
