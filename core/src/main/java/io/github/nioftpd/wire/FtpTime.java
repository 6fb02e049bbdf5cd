package io.github.nioftpd.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one place that turns instants into the text of FTP and back: the times of LIST, STAT, MDTM,
 * MLSD, MLST, MFMT and SITE UTIME agree by construction (RFC 3659 section 2.3).
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class FtpTime {

  /** After this time LIST shows the year instead of the hour. */
  private static final Duration RECENT = Duration.ofDays(180);

  /** The first and the last second that have a year of four digits in every zone. */
  private static final long FIRST_SECOND = Instant.parse("0000-01-02T00:00:00Z").getEpochSecond();

  private static final long LAST_SECOND = Instant.parse("9999-12-30T23:59:59Z").getEpochSecond();

  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };
  private static final Pattern TIME_VAL =
      Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(?:\\.[0-9]+)?");

  private final InstantSource clock;
  private final ZoneId zone;

  /**
   * Makes a formatter.
   *
   * @param zone the zone of all texts, GMT unless configured otherwise
   */
  public FtpTime(InstantSource clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  /** The present time. */
  public Instant now() {
    return clock.instant();
  }

  /** Appends a time-val of RFC 3659, in whole seconds. */
  public void appendTimeVal(StringBuilder out, Instant instant) {
    LocalDateTime t = local(instant);
    two(out, t.getYear() / 100);
    two(out, t.getYear() % 100);
    two(out, t.getMonthValue());
    two(out, t.getDayOfMonth());
    two(out, t.getHour());
    two(out, t.getMinute());
    two(out, t.getSecond());
  }

  /** Formats a time-val of RFC 3659, in whole seconds. */
  public String timeVal(Instant instant) {
    StringBuilder out = new StringBuilder(14);
    appendTimeVal(out, instant);
    return out.toString();
  }

  /**
   * Appends a time as {@code ls -l} shows it: with the hour up to 180 days back, else with the
   * year. The names of the months are English in every locale.
   */
  public void appendListTime(StringBuilder out, Instant instant, Instant now) {
    LocalDateTime t = local(instant);
    out.append(MONTHS[t.getMonthValue() - 1]).append(' ');
    two(out, t.getDayOfMonth());
    Duration age = Duration.between(instant, now);
    if (age.compareTo(RECENT) > 0 || age.compareTo(Duration.ofDays(-1)) < 0) {
      out.append("  ");
      two(out, t.getYear() / 100);
      two(out, t.getYear() % 100);
    } else {
      out.append(' ');
      two(out, t.getHour());
      out.append(':');
      two(out, t.getMinute());
    }
  }

  /**
   * Parses a time-val of RFC 3659; a fraction of a second is dropped.
   *
   * @throws MalformedArgumentException when it is not one, for example for month 13
   */
  public Instant parse(String text) {
    return parse(text, zone);
  }

  /**
   * Parses a time-val that is not in the server's zone.
   *
   * @throws MalformedArgumentException when it is not one, or there is no such zone
   */
  public static Instant parse(String text, int minutes) {
    if (Math.abs(minutes) > 60 * 18) {
      throw new MalformedArgumentException("no such zone");
    }
    return parse(text, ZoneOffset.ofTotalSeconds(60 * minutes));
  }

  private static Instant parse(String text, ZoneId zone) {
    Matcher fields = TIME_VAL.matcher(text);
    if (!fields.matches()) {
      throw new MalformedArgumentException("a time is written YYYYMMDDHHMMSS");
    }
    int[] n = new int[6];
    for (int i = 0; i < 6; i++) {
      n[i] = Integer.parseInt(fields.group(i + 1));
    }
    int leap = n[5] == 60 ? 1 : 0;
    try {
      LocalDateTime time = LocalDateTime.of(n[0], n[1], n[2], n[3], n[4], n[5] - leap);
      return time.atZone(zone).toInstant().plusSeconds(leap);
    } catch (DateTimeException e) {
      throw new MalformedArgumentException("no such time", e);
    }
  }

  private LocalDateTime local(Instant instant) {
    long second = Math.clamp(instant.getEpochSecond(), FIRST_SECOND, LAST_SECOND);
    return LocalDateTime.ofInstant(Instant.ofEpochSecond(second), zone);
  }

  private static void two(StringBuilder out, int number) {
    out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
