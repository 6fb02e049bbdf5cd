package io.github.nioftpd.auth;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ratio of uploaded to downloaded bytes: with {@code 1:3}, each uploaded byte permits three
 * bytes of downloads. Only complete uploads count; removing a file later changes nothing.
 *
 * @param upload the left side, 1 or more
 * @param download the right side, 1 or more
 * @param credit the bytes that may be downloaded before any upload, 0 or more
 */
public record Ratio(int upload, int download, long credit) {

  private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,9}):([0-9]{1,9})");

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Ratio {
    if (upload < 1 || download < 1) {
      throw new IllegalArgumentException("both sides of a ratio are 1 or more");
    }
    if (credit < 0) {
      throw new IllegalArgumentException("the credit is 0 or more bytes");
    }
  }

  /**
   * Parses a ratio.
   *
   * @param text upload, a colon and download, such as {@code 1:3}
   * @param credit the bytes that may be downloaded before any upload, 0 or more
   * @return the ratio
   * @throws IllegalArgumentException if the text is not a ratio
   */
  public static Ratio parse(String text, long credit) {
    Matcher matcher = SYNTAX.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a ratio is upload to download, such as 1:3, not " + text);
    }
    return new Ratio(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), credit);
  }

  /**
   * {@return the number of bytes that may still be downloaded, 0 or more}
   *
   * @param uploaded the bytes uploaded so far
   * @param downloaded the bytes downloaded so far
   */
  public long left(long uploaded, long downloaded) {
    BigInteger earned =
        BigInteger.valueOf(uploaded)
            .multiply(BigInteger.valueOf(download))
            .divide(BigInteger.valueOf(upload));
    BigInteger left =
        earned.add(BigInteger.valueOf(credit)).subtract(BigInteger.valueOf(downloaded));
    return left.max(BigInteger.ZERO).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }
}
