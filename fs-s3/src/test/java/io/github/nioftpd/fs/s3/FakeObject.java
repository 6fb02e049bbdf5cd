package io.github.nioftpd.fs.s3;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * An object of the fake store.
 *
 * @param etag the entity tag, in quotes
 * @param modified when it was made
 * @param headers what the request said of it, by names in lower case: content-type, x-amz-meta-*,
 *     x-amz-storage-class, x-amz-tagging, x-amz-acl and the like
 */
public record FakeObject(
    FakeContent content, String etag, Instant modified, Map<String, String> headers) {

  /** Copies the headers. */
  public FakeObject {
    headers = Map.copyOf(headers);
  }

  public long size() {
    return content.size();
  }

  /** The bytes; zeros if they were not kept. */
  public byte[] bytes() {
    return content.bytes();
  }

  /** A header of the request that created it. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** A value of the user's metadata. */
  public Optional<String> metadata(String name) {
    return header("x-amz-meta-" + name);
  }

  /** Whether it has to be restored before it can be read. */
  boolean archived() {
    return header("x-amz-storage-class")
            .filter(name -> name.equals("GLACIER") || name.equals("DEEP_ARCHIVE"))
            .isPresent()
        && header("x-amz-restore").isEmpty();
  }

  static String quoted(byte[] md5) {
    return '"' + HexFormat.of().formatHex(md5) + '"';
  }

  static String unquoted(String etag) {
    return etag.replace("\"", "");
  }
}
