package io.github.nioftpd.fs.s3;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;

/**
 * The modification time in the metadata of an object: seconds since 1970 with 9 decimals, under the
 * name that rclone and s3fs use.
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
   * The time in the metadata, or the storage time in seconds, since some stores send fractions only
   * in a listing, or 1970, as for files without a time in {@code java.nio.file}.
   */
  static Instant of(Map<String, String> metadata, @Nullable Instant stored) {
    return of(metadata)
        .orElse(stored == null ? Instant.EPOCH : stored.truncatedTo(ChronoUnit.SECONDS));
  }

  /** The time in the metadata, if valid. */
  static Optional<Instant> of(Map<String, String> metadata) {
    return parsed(metadata.getOrDefault(KEY, ""));
  }

  static Optional<Instant> parsed(String text) {
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

  /** The Date header of a response, or null. */
  static @Nullable Instant of(SdkResponse answer) {
    try {
      return answer
          .sdkHttpResponse()
          .firstMatchingHeader("Date")
          .map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)))
          .orElse(null);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
