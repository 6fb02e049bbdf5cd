package io.github.nioftpd.event;

import java.util.List;

/**
 * A reply (RFC 959 section 4.2).
 *
 * @param code the reply code, 100 to 599
 * @param lines one line or more, without line ends and without the code
 */
public record FtpReply(int code, List<String> lines) {

  /**
   * Checks the code and the lines.
   *
   * @throws IllegalArgumentException if the code is out of range, there is no line, or a line has a
   *     line end
   */
  public FtpReply {
    lines = List.copyOf(lines);
    if (code < 100 || code > 599) {
      throw new IllegalArgumentException("the code of a reply is 100 to 599, not " + code);
    }
    if (lines.isEmpty() || lines.stream().anyMatch(line -> line.matches("(?s).*[\r\n].*"))) {
      throw new IllegalArgumentException("a reply has one line at least, and no line ends in it");
    }
  }

  /**
   * {@return a reply of one line}
   *
   * @param code the reply code, 100 to 599
   * @param text the line
   */
  public static FtpReply of(int code, String text) {
    return new FtpReply(code, List.of(text));
  }
}
