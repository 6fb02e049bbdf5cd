package io.github.nioftpd.event;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** Escapes text from clients for a line of a log. */
public final class LogText {

  /** How many characters of a text are shown. */
  private static final int MOST = 1_000;

  /** How many causes of a failure are shown; they may go round in a circle. */
  private static final int DEEPEST = 10;

  private LogText() {}

  /**
   * Escapes what could forge a line or change what a terminal shows: control characters, line and
   * paragraph separators, formatting characters such as those of bidirectional text, and lone
   * surrogates.
   *
   * @param text any text
   * @return the text with those characters as {@code \\uXXXX}, cut after 1,000 characters
   */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int end = Math.min(text.length(), MOST);
    for (int i = 0; i < end; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isPlain(c)) {
        out.appendCodePoint(c);
      } else {
        out.append(String.format("\\u%04X", c));
      }
    }
    return end < text.length() ? out.append("...").toString() : out.toString();
  }

  /**
   * Writes an address as a URL has it, that of IPv6 in brackets and with {@code ::} for zeros.
   *
   * @param address an address that is resolved
   * @return for example {@code [::1]:2121}
   */
  public static String address(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    if (address.getAddress() instanceof Inet6Address) {
      host = "[" + host.replaceFirst("(^|:)0(:0)+(:|$)", "::") + "]";
    }
    return host + ":" + address.getPort();
  }

  /**
   * Copies a failure for the log, its stack trace too, with what it says escaped: the text of an
   * exception often holds what a client sent.
   *
   * @param failure what was thrown
   * @return a failure that says the same
   */
  public static Throwable escape(Throwable failure) {
    return copy(failure, DEEPEST);
  }

  private static Throwable copy(Throwable failure, int depth) {
    Throwable copy = new Throwable(escape(String.valueOf(failure)));
    Throwable cause = failure.getCause();
    if (cause != null && depth > 0) {
      copy.initCause(copy(cause, depth - 1));
    }
    copy.setStackTrace(failure.getStackTrace());
    return copy;
  }

  /**
   * Whether a character neither forges a line nor changes what a terminal shows.
   *
   * @param c a code point
   * @return false for what {@link #escape(String)} escapes
   */
  public static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
