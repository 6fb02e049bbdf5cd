package io.github.nioftpd.fs.s3;

import io.github.nioftpd.spi.StoreAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
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
    @Nullable Headers headers)
    implements StoreAttributes {

  /** A directory. */
  static S3Attributes directory(Instant modified, boolean marker) {
    return new S3Attributes(true, 0, modified, true, null, "", marker, null, null);
  }

  /** An object whose time is what its metadata say. */
  static S3Attributes object(
      long size, Instant modified, @Nullable Instant stored, @Nullable String eTag) {
    return new S3Attributes(false, size, modified, true, stored, bare(eTag), false, null, null);
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
            null)
        .inClass(listed.storageClassAsString());
  }

  S3Attributes inClass(@Nullable String name) {
    return new S3Attributes(
        isDirectory, size, modified, exact, stored, eTag, marker, unusual(name), headers);
  }

  S3Attributes storedAt(@Nullable Instant instant) {
    return new S3Attributes(
        isDirectory, size, modified, exact, instant, eTag, marker, storageClass, headers);
  }

  S3Attributes with(@Nullable Headers known) {
    return new S3Attributes(
        isDirectory, size, modified, exact, stored, eTag, marker, storageClass, known);
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
