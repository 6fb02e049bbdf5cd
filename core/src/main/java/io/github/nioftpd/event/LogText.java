package io.github.nioftpd.event;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** Escapes text from clients for a line of a log. */
public final class LogText {

  /** The number of characters after which a text is cut. */
  private static final int MOST = 1_000;

  /** The number of causes of a failure that are copied; they may form a cycle. */
  private static final int DEEPEST = 10;

  private LogText() {}

  /**
   * Escapes characters that could forge a line or change what a terminal shows: control characters,
   * line and paragraph separators, formatting characters such as those of bidirectional text, and
   * lone surrogates.
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
   * Formats an address as in a URL, IPv6 in brackets and with {@code ::} for zeros.
   *
   * @param address a resolved address
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
   * Copies a failure for the log, with its stack trace and causes and with escaped messages: the
   * message of an exception often contains what a client sent.
   *
   * @param failure the failure
   * @return a failure with escaped messages
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
   * {@return whether a character is safe in a log; false if {@link #escape(String)} escapes it}
   *
   * @param c a code point
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
