package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.StoreAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What is known of an object or a directory. Immutable.
 *
 * @param isDirectory whether it is a directory
 * @param size in bytes, 0 for a directory
 * @param modified when it was modified
 * @param exact whether {@code modified} is what the object's metadata say; a listing tells only
 *     when it was stored
 * @param stored when the store took it, or null when it has not told yet
 * @param eTag the tag of its content, without quotes, or empty
 * @param marker whether a directory has an object of its own
 * @param storageClass the class it is stored in, or null for the usual one
 * @param answered of an object that was just made, when the store answered; it took the object
 *     before
 * @param headers its headers and metadata, or null when they are not known
 */
record S3Attributes(
    boolean isDirectory,
    long size,
    Instant modified,
    boolean exact,
    @Nullable Instant stored,
    String eTag,
    boolean marker,
    @Nullable String storageClass,
    @Nullable Instant answered,
    @Nullable Headers headers)
    implements StoreAttributes {

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** A directory. */
  static S3Attributes directory(Instant modified, boolean marker) {
    return new S3Attributes(true, 0, modified, true, null, "", marker, null, null, null);
  }

  /** An object whose time is what its metadata say. */
  static S3Attributes object(
      long size, Instant modified, @Nullable Instant stored, @Nullable String eTag) {
    return new S3Attributes(
        false, size, modified, true, stored, bare(eTag), false, null, null, null);
  }

  /** An object as a listing shows it. */
  static S3Attributes of(S3Object listed) {
    return new S3Attributes(
            false,
            listed.size(),
            Times.of(Map.of(), listed.lastModified()),
            false,
            listed.lastModified(),
            bare(listed.eTag()),
            false,
            null,
            null,
            null)
        .inClass(listed.storageClassAsString());
  }

  S3Attributes inClass(@Nullable String name) {
    return new S3Attributes(
        isDirectory, size, modified, exact, stored, eTag, marker, unusual(name), answered, headers);
  }

  S3Attributes storedAt(@Nullable Instant instant) {
    return new S3Attributes(
        isDirectory, size, modified, exact, instant, eTag, marker, storageClass, answered, headers);
  }

  S3Attributes answeredAt(@Nullable Instant instant) {
    return new S3Attributes(
        isDirectory, size, modified, exact, stored, eTag, marker, storageClass, instant, headers);
  }

  S3Attributes with(@Nullable Headers known) {
    return new S3Attributes(
        isDirectory, size, modified, exact, stored, eTag, marker, storageClass, answered, known);
  }

  /** The same whose time is taken for its own. */
  S3Attributes exactly() {
    return new S3Attributes(
        isDirectory, size, modified, true, stored, eTag, marker, storageClass, answered, headers);
  }

  /** The same with the time at which the store took it. */
  S3Attributes asStored() {
    return new S3Attributes(
        isDirectory,
        size,
        Times.of(Map.of(), stored),
        false,
        stored,
        eTag,
        marker,
        storageClass,
        answered,
        headers);
  }

  /**
   * Whether this, in a listing, shows the content and time of storage of an object that is known.
   */
  boolean isOf(S3Attributes known) {
    if (known.isDirectory || isDirectory) {
      return isDirectory;
    }
    return known.eTag.equals(eTag) && known.size == size && isTimeOf(known);
  }

  /**
   * Some stores send fractions of a second in a listing, but not elsewhere; a few send no time. An
   * object that was just made was stored before the store answered.
   */
  private boolean isTimeOf(S3Attributes known) {
    Instant now = stored;
    Instant before = known.stored;
    Instant latest = known.answered;
    if (now == null) {
      return true;
    }
    if (before == null) {
      return latest == null || !now.isAfter(latest.plus(SECOND));
    }
    boolean exact = hasFraction(before) && hasFraction(now);
    return exact ? before.equals(now) : Duration.between(before, now).abs().compareTo(SECOND) < 0;
  }

  private static boolean hasFraction(Instant instant) {
    return !instant.equals(instant.truncatedTo(ChronoUnit.SECONDS));
  }

  private static @Nullable String unusual(@Nullable String storageClass) {
    return "STANDARD".equals(storageClass) ? null : storageClass;
  }

  /** Some stores compare tags as text, so that the quotes around them would make a difference. */
  static String bare(@Nullable String eTag) {
    return eTag == null ? "" : eTag.replace("\"", "");
  }

  /** How stores tag an object of several parts: by the tags of the parts, and their number. */
  static String tagOf(List<CompletedPart> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (CompletedPart part : parts) {
        digest.update(HexFormat.of().parseHex(bare(part.eTag())));
      }
      return HexFormat.of().formatHex(digest.digest()) + "-" + parts.size();
    } catch (NoSuchAlgorithmException | IllegalArgumentException e) {
      return ""; // tags of another kind, from which nothing follows
    }
  }
}
