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
 * Attributes of an object or a directory. Immutable.
 *
 * @param size in bytes, 0 for a directory
 * @param exact whether {@code modified} is from the metadata; a listing has only the storage time
 * @param stored storage time, or null if unknown
 * @param eTag without quotes, or empty
 * @param marker whether a directory has a marker object
 * @param storageClass null for STANDARD
 * @param answered time of the response to the upload, an upper bound of the storage time
 * @param headers null if unknown
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

  static S3Attributes directory(Instant modified, boolean marker) {
    return new S3Attributes(true, 0, modified, true, null, "", marker, null, null, null);
  }

  /** An object with the time of its metadata. */
  static S3Attributes object(
      long size, Instant modified, @Nullable Instant stored, @Nullable String eTag) {
    return new S3Attributes(
        false, size, modified, true, stored, bare(eTag), false, null, null, null);
  }

  /** A listed object. */
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

  /** A copy whose time counts as exact. */
  S3Attributes exactly() {
    return new S3Attributes(
        isDirectory, size, modified, true, stored, eTag, marker, storageClass, answered, headers);
  }

  /** A copy with the storage time. */
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

  /** Whether these listed attributes match the content and storage time of known ones. */
  boolean isOf(S3Attributes known) {
    if (known.isDirectory || isDirectory) {
      return isDirectory;
    }
    return known.eTag.equals(eTag) && known.size == size && isTimeOf(known);
  }

  /** Some stores send fractions of a second only in a listing; a few send no time. */
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

  /** Removes the quotes of a tag, which some stores would compare too. */
  static String bare(@Nullable String eTag) {
    return eTag == null ? "" : eTag.replace("\"", "");
  }

  /** The tag of a multipart object: a hash of the tags of its parts, and their number. */
  static String tagOf(List<CompletedPart> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (CompletedPart part : parts) {
        digest.update(HexFormat.of().parseHex(bare(part.eTag())));
      }
      return HexFormat.of().formatHex(digest.digest()) + "-" + parts.size();
    } catch (NoSuchAlgorithmException | IllegalArgumentException e) {
      return ""; // tags of another form
    }
  }
}
