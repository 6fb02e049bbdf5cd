package io.github.nioftpd.auth;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much an account may download for what it uploads: {@code 1:3} is three bytes for each byte.
 * Only uploads that were completed count; a file that is removed later has counted all the same.
 *
 * @param upload the left side, 1 or more
 * @param download the right side, 1 or more
 * @param credit how many bytes may be downloaded before anything was uploaded, 0 or more
 */
public record Ratio(int upload, int download, long credit) {

  private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,9}):([0-9]{1,9})");

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException when one is out of its range
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
   * Reads a ratio.
   *
   * @param text upload, a colon, download, such as {@code 1:3}
   * @param credit how many bytes may be downloaded before anything was uploaded
   * @return the ratio
   * @throws IllegalArgumentException when it is not one
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
   * How many bytes may still be downloaded.
   *
   * @param uploaded how many were uploaded so far
   * @param downloaded how many were downloaded so far
   * @return 0 or more
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
