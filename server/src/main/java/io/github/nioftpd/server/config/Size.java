package io.github.nioftpd.server.config;

/**
 * A number of bytes; K, M, G and T are 1024, 1024², 1024³ and 1024⁴.
 *
 * @param bytes 0 or more
 */
public record Size(long bytes) {

  private static final String UNITS = "KMGT";

  /**
   * Reads a size.
   *
   * @param text such as 500, 10M or 2G; KB and KiB are the same as K
   * @throws IllegalArgumentException when it is none, or too large
   */
  static Size parse(String text) {
    if (!text.matches("[0-9]{1,18}([KMGTkmgt](i?[Bb])?|[Bb])?")) {
      throw new IllegalArgumentException();
    }
    String digits = text.replaceFirst("[^0-9].*", "");
    int unit =
        digits.length() == text.length()
            ? -1
            : UNITS.indexOf(Character.toUpperCase(text.charAt(digits.length())));
    try {
      return new Size(Math.multiplyExact(Long.parseLong(digits), 1L << (10 * (unit + 1))));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("it is too large", e);
    }
  }

  /** The size with the largest unit that leaves no rest. */
  @Override
  public String toString() {
    int unit = 0;
    long rest = bytes;
    while (rest > 0 && rest % 1024 == 0 && unit < UNITS.length()) {
      rest /= 1024;
      unit++;
    }
    return rest + (unit == 0 ? "" : UNITS.substring(unit - 1, unit));
  }
}
