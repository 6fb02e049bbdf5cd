package io.github.nioftpd.fs.s3;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time of modification in the metadata of an object: seconds since 1970 with nine digits behind
 * the point, under the name that rclone and s3fs use, too.
 */
final class Times {

  static final String KEY = "mtime";

  private static final Pattern TEXT = Pattern.compile("(-?[0-9]{1,12})(?:\\.([0-9]{1,9})[0-9]*)?");

  /** Some tools write milliseconds. */
  private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{13}");

  private Times() {}

  static String text(Instant instant) {
    return String.format(Locale.ROOT, "%d.%09d", instant.getEpochSecond(), instant.getNano());
  }

  /**
   * The time in the metadata, or else that of storing. A store that tells neither has the time of
   * files without one in {@code java.nio.file}, the beginning of 1970.
   */
  static Instant of(Map<String, String> metadata, @Nullable Instant stored) {
    return of(metadata).orElse(stored == null ? Instant.EPOCH : stored);
  }

  /** What metadata say, if they say something that makes sense. */
  static Optional<Instant> of(Map<String, String> metadata) {
    String text = metadata.getOrDefault(KEY, "");
    if (MILLISECONDS.matcher(text).matches()) {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
    }
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String digits = matcher.group(2) == null ? "" : matcher.group(2);
    long nanos = Long.parseLong((digits + "000000000").substring(0, 9));
    try {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(matcher.group(1)), nanos));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
