package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists a bucket page by page. A store without ListObjectsV2 treats such a request as version 1:
 * its page is correct but has no continuation token, so the next page is requested with version 1.
 * Safe for use by several threads.
 */
final class ListRequests {

  private final S3Client client;
  private final String bucket;

  ListRequests(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /** A page in UTF-8 order; next is null at the end. */
  record Page(List<S3Object> objects, List<String> prefixes, @Nullable Next next) {
    boolean isEmpty() {
      return objects.isEmpty() && prefixes.isEmpty();
    }
  }

  /** Continuation token, or the last key of the page for version 1 of ListObjects. */
  record Next(String at, boolean isKey) {}

  /**
   * Lists keys with one request, plus one for each empty page before the next key.
   *
   * @param flat whether to list keys after a further slash, instead of common prefixes
   * @param most number of keys, at most 1,000
   * @param from the end of the previous page, or null
   * @return a page that is empty only if it is the last
   * @throws IOException also when the store repeats a page
   */
  Page list(String prefix, boolean flat, int most, @Nullable Next from) throws IOException {
    Next at = from;
    while (true) {
      Next asked = at;
      Page page = Store.call("/", () -> page(prefix, flat, most, asked));
      if (page.next() != null && (page.next().equals(asked) || page.next().at().isEmpty())) {
        throw new IOException(
            "incomplete listing of \"" + prefix + "\": the store reports more keys but sends none");
      }
      if (page.next() == null || !page.isEmpty()) {
        return page;
      }
      at = page.next();
    }
  }

  /** Whether a listing contains the key. */
  boolean has(String key, String path) throws IOException {
    Page page = Store.call(path, () -> page(key, true, 1, null));
    return !page.objects().isEmpty() && page.objects().getFirst().key().equals(key);
  }

  /** Sends the first request to the bucket; returns the first objects with a prefix. */
  List<S3Object> probe(String prefix) throws SdkException {
    return page(prefix, true, DirectoryListing.PAGE, null).objects();
  }

  private Page page(String prefix, boolean flat, int most, @Nullable Next from) {
    return from != null && from.isKey()
        ? firstVersion(prefix, flat, most, from.at())
        : secondVersion(prefix, flat, most, from == null ? null : from.at());
  }

  private Page secondVersion(String prefix, boolean flat, int most, @Nullable String token) {
    ListObjectsV2Response page =
        client.listObjectsV2(
            request ->
                request
                    .bucket(bucket)
                    .prefix(prefix)
                    .delimiter(flat ? null : "/")
                    .encodingType(EncodingType.URL) // for characters that XML cannot hold
                    .maxKeys(most)
                    .continuationToken(token));
    List<String> prefixes = page.commonPrefixes().stream().map(CommonPrefix::prefix).toList();
    boolean more = Boolean.TRUE.equals(page.isTruncated());
    String next = page.nextContinuationToken();
    return next == null
        ? truncated(page.contents(), prefixes, more, null)
        : new Page(page.contents(), prefixes, more ? new Next(next, false) : null);
  }

  private Page firstVersion(String prefix, boolean flat, int most, String after) {
    ListObjectsResponse page =
        client.listObjects(
            request ->
                request
                    .bucket(bucket)
                    .prefix(prefix)
                    .delimiter(flat ? null : "/")
                    .encodingType(EncodingType.URL)
                    .maxKeys(most)
                    .marker(after));
    List<String> prefixes = page.commonPrefixes().stream().map(CommonPrefix::prefix).toList();
    boolean more = Boolean.TRUE.equals(page.isTruncated());
    return truncated(page.contents(), prefixes, more, page.nextMarker());
  }

  /** A page without a token: the next one starts after its last key. */
  private static Page truncated(
      List<S3Object> objects, List<String> prefixes, boolean more, @Nullable String marker) {
    if (!more) {
      return new Page(objects, prefixes, null);
    }
    String last =
        Stream.concat(objects.stream().map(S3Object::key), prefixes.stream())
            .max(EntryNames::byBytes)
            .orElse("");
    String next = marker == null || marker.isEmpty() ? last : marker;
    return new Page(objects, prefixes, new Next(next, true));
  }
}
