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
 * The listing of a bucket, page by page. A store that has only the first version of ListObjects
 * takes a request of the second for one of the first: its page is right, but has no token for the
 * next, which is then requested by the first version. Safe for use by several threads.
 */
final class Pages {

  private final S3Client client;
  private final String bucket;

  Pages(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /**
   * One page.
   *
   * @param objects with their keys, in the order of UTF-8
   * @param prefixes that stand for all the keys below a slash
   * @param next where the listing continues, or null at the end
   */
  record Page(List<S3Object> objects, List<String> prefixes, @Nullable Next next) {
    boolean isEmpty() {
      return objects.isEmpty() && prefixes.isEmpty();
    }
  }

  /**
   * Where a listing continues.
   *
   * @param at the token of the page before, or its last key, if it had one
   * @param isKey whether it is a key, for the first version of ListObjects
   */
  record Next(String at, boolean isKey) {}

  /**
   * Lists keys: one request, and one more for each page in a row that has no key.
   *
   * @param prefix what they begin with
   * @param flat whether what is below a further slash is listed, too, rather than summed up
   * @param most how many keys to ask for, 1000 at most
   * @param from where the page before ended, or null for the first page
   * @return a page that is empty only when it is the last
   * @throws IOException also when the store does not get on
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

  /** Whether there is an object of that key, if listing it is permitted. */
  boolean has(String key, String path) throws IOException {
    Page page = Store.call(path, () -> page(key, true, 1, null));
    return !page.objects().isEmpty() && page.objects().getFirst().key().equals(key);
  }

  /** Sends the request that the bucket has to answer at least; the first objects below a prefix. */
  List<S3Object> probe(String prefix) throws SdkException {
    return page(prefix, true, Listing.PAGE, null).objects();
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

  /** A page without a token: the next begins behind its last key. */
  private static Page truncated(
      List<S3Object> objects, List<String> prefixes, boolean more, @Nullable String marker) {
    if (!more) {
      return new Page(objects, prefixes, null);
    }
    String last =
        Stream.concat(objects.stream().map(S3Object::key), prefixes.stream())
            .max(Names::byBytes)
            .orElse("");
    String next = marker == null || marker.isEmpty() ? last : marker;
    return new Page(objects, prefixes, new Next(next, true));
  }
}
