package io.github.nioftpd.fs;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Notation of sizes, durations and flags. It is the same in configuration files, in the query of a
 * location and in options. Methods that read throw an {@link IllegalArgumentException} whose
 * message is the reason, or empty when there is nothing to add to "not a size".
 */
public final class Values {

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,18})(?:([KMGT])(?:I?B)?|B)?");
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final String UNITS = "KMGT";

  private Values() {}

  /**
   * Reads a size.
   *
   * @param text digits and a unit: K, M, G and T are powers of 1,024; KB and KiB are the same as K,
   *     and the case does not matter
   * @return bytes, 0 or more
   */
  public static long size(String text) {
    Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("");
    }
    int shift = matcher.group(2) == null ? 0 : 10 * (1 + UNITS.indexOf(matcher.group(2)));
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("it is too large", e);
    }
  }

  /**
   * Writes a size with the largest unit that divides it.
   *
   * @param bytes 0 or more
   * @return for example {@code 8M}
   */
  public static String text(long bytes) {
    int unit = bytes == 0 ? 0 : Math.min(4, Long.numberOfTrailingZeros(bytes) / 10);
    return (bytes >> (10 * unit)) + (unit == 0 ? "" : UNITS.substring(unit - 1, unit));
  }

  /**
   * Reads a duration.
   *
   * @param text digits and one of the units ms, s, m, h and d; {@code 0} and {@code off} are zero
   * @return zero or more
   */
  public static Duration duration(String text) {
    if (text.equals("0") || text.equals("off")) {
      return Duration.ZERO;
    }
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text.matches("[0-9]+") ? "the unit is missing" : "");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /**
   * Writes a duration with the largest unit that divides it.
   *
   * @param duration whole milliseconds, zero or more
   * @return for example {@code 5m}
   */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0";
    }
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    return seconds % 86_400 == 0
        ? seconds / 86_400 + "d"
        : seconds % 3600 == 0
            ? seconds / 3600 + "h"
            : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /**
   * Reads a flag.
   *
   * @param text {@code true}, {@code yes} or {@code on}; {@code false}, {@code no} or {@code off}
   * @return whether it is set
   */
  public static boolean flag(String text) {
    return switch (text) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new IllegalArgumentException("");
    };
  }
}
