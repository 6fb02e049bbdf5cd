package io.github.nioftpd.outcome;

import java.util.ArrayList;
import java.util.List;

/**
 * A reply of the server (RFC 959 section 4.2).
 *
 * @param code three digits
 * @param lines the text; every line but the first and the last begins with a space on the wire, so
 *     that no client takes it for the last one
 */
public record Reply(int code, List<String> lines) implements Outcome {

  /**
   * Checks the reply.
   *
   * @throws IllegalArgumentException when there is no line or the code has not three digits
   */
  public Reply {
    lines = List.copyOf(lines);
    if (lines.isEmpty() || code < 100 || code > 599) {
      throw new IllegalArgumentException("a reply needs a code of three digits and a text");
    }
  }

  /** Makes a reply of one line. */
  public static Reply of(int code, String text) {
    return new Reply(code, List.of(text));
  }

  /** Makes a reply of several lines. */
  public static Reply of(int code, String first, List<String> body, String last) {
    List<String> lines = new ArrayList<>();
    lines.add(first);
    lines.addAll(body);
    lines.add(last);
    return new Reply(code, lines);
  }

  /** Whether the command was carried out. */
  public boolean isPositive() {
    return code < 400;
  }

  /** The last line. */
  public String text() {
    return lines.getLast();
  }

  /**
   * The reply as it goes over the wire. What would end a line, or hide what follows on somebody's
   * terminal, is shown as a question mark.
   *
   * @return lines that end with CR LF
   */
  public String toWire() {
    StringBuilder out = new StringBuilder();
    int last = lines.size() - 1;
    for (int i = 0; i <= last; i++) {
      if (i == last || i == 0) {
        out.append(code).append(i == last ? ' ' : '-');
      } else {
        out.append(' ');
      }
      append(out, lines.get(i));
      out.append("\r\n");
    }
    return out.toString();
  }

  /** The reply as it goes over the wire when more of it follows: no line of it is the last one. */
  public String toWireBegun() {
    StringBuilder out = new StringBuilder();
    for (String line : lines) {
      append(out.append(code).append('-'), line);
      out.append("\r\n");
    }
    return out.toString();
  }

  private static void append(StringBuilder out, String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      out.append(c == '\r' || c == '\n' || c == 0 ? '?' : c);
    }
  }
}
