package io.github.nioftpd.wire;

import java.util.Set;

/**
 * A request is a command line taken apart (RFC 959 section 5.3).
 *
 * @param verb the text before the first space, its ASCII letters in upper case
 * @param argument the text after the first space, unchanged, with leading and trailing spaces;
 *     empty when there is none
 */
public record Request(String verb, String argument) {

  /** HTTP, and the greetings of mail; what a browser can be made to send to an FTP server. */
  private static final Set<String> FOREIGN =
      Set.of(
          "GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH PRI HELO EHLO LHLO STARTTLS"
              .split(" "));

  /**
   * Takes a line apart.
   *
   * @param line a line without its CR LF
   */
  public static Request parse(String line) {
    int space = line.indexOf(' ');
    return space < 0
        ? new Request(upperCase(line), "")
        : new Request(upperCase(line.substring(0, space)), line.substring(space + 1));
  }

  /**
   * Whether the line belongs to another protocol: its sender was led astray, or leads others
   * (ALPACA, CVE-2021-3618), and nothing it sends is meant for an FTP server.
   */
  public boolean isOfAnotherProtocol() {
    return FOREIGN.contains(verb) || (verb.length() > 1 && verb.endsWith(":"));
  }

  /**
   * Only ASCII letters change: with {@code String.toUpperCase}, a dotless i would become one of RFC
   * 959's.
   */
  private static String upperCase(String text) {
    StringBuilder upper = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      upper.append(c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
    }
    return upper.toString();
  }
}
