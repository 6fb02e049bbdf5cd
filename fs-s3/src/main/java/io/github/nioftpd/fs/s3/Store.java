package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One bucket: each method is one request, except where it says so. What the SDK throws comes out as
 * {@code java.nio.file} throws it. Uploads in parts are made by {@link Multipart}, copies by {@link
 * Copies}.
 *
 * <p>Safe for use by several threads.
 */
final class Store {

  /** How many keys one request may delete. */
  static final int MOST_DELETED = 1000;

  private final S3Client client;
  private final String bucket;
  private final Placement placement;

  /** False once the store has said that it does not know the condition. */
  private volatile boolean knowsIfNoneMatch = true;

  Store(S3Client client, S3Settings settings) {
    this.client = client;
    this.bucket = settings.bucket();
    this.placement = settings.placement();
  }

  /** A request. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws SdkException;
  }

  /** Makes a request, whose failure is one of the path. */
  static <T> T call(String path, Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (SdkException e) {
      throw StoreFailures.translated(e, path);
    }
  }

  S3Client client() {
    return client;
  }

  String bucket() {
    return bucket;
  }

  Placement placement() {
    return placement;
  }

  /** One page of a listing. */
  record Page(List<S3Object> objects, List<String> prefixes, @Nullable String next) {}

  /**
   * Lists keys.
   *
   * @param prefix what they begin with
   * @param flat whether what is below a further slash is listed, too, rather than summed up
   * @param most how many keys to ask for, 1000 at most
   * @param from the token of the page before, or null
   */
  Page list(String prefix, boolean flat, int most, @Nullable String from) throws IOException {
    ListObjectsV2Response page = call("/", () -> listed(prefix, flat, most, from));
    List<String> prefixes = page.commonPrefixes().stream().map(CommonPrefix::prefix).toList();
    boolean more = Boolean.TRUE.equals(page.isTruncated());
    return new Page(page.contents(), prefixes, more ? page.nextContinuationToken() : null);
  }

  private ListObjectsV2Response listed(
      String prefix, boolean flat, int most, @Nullable String from) {
    return client.listObjectsV2(
        request ->
            request
                .bucket(bucket)
                .prefix(prefix)
                .delimiter(flat ? null : "/")
                .encodingType(EncodingType.URL) // for characters that XML cannot hold
                .maxKeys(most)
                .continuationToken(from));
  }

  /** Asks for what the bucket needs at least; the failure is one sentence. */
  void check(String prefix, S3Settings settings) throws IOException {
    try {
      listed(prefix, true, 1, null);
    } catch (SdkException e) {
      throw StoreFailures.atStart(e, settings);
    }
  }

  /** All that the store keeps of an object but its content, or empty when there is none. */
  Optional<HeadObjectResponse> head(String key, String path) throws IOException {
    try {
      return Optional.of(client.headObject(request -> request.bucket(bucket).key(key)));
    } catch (SdkException e) {
      if (StoreFailures.status(e) == 404 && !StoreFailures.code(e).equals("NoSuchBucket")) {
        return Optional.empty();
      }
      throw StoreFailures.translated(e, path);
    }
  }

  static S3Attributes attributes(HeadObjectResponse head) {
    return S3Attributes.object(
            head.contentLength(),
            Times.of(head.metadata()).orElse(head.lastModified()),
            head.lastModified(),
            head.eTag())
        .inClass(head.storageClassAsString());
  }

  /**
   * Begins to read an object.
   *
   * @param range the value of the header Range, or null for all of it
   * @param eTag which content it has to be, or null for any
   */
  ResponseInputStream<GetObjectResponse> get(
      String key, @Nullable String range, @Nullable String eTag) {
    GetObjectRequest.Builder request = GetObjectRequest.builder().bucket(bucket).key(key);
    return client.getObject(request.range(range).ifMatch(eTag).build());
  }

  /**
   * Makes an object.
   *
   * @param fresh whether there must be none yet
   * @return what is known of it now
   * @throws FileAlreadyExistsException when there is one and must not be
   */
  S3Attributes put(Target target, Content content, boolean fresh) throws IOException {
    try {
      return putOnce(target, content, fresh && knowsIfNoneMatch);
    } catch (SdkException e) {
      if (fresh && StoreFailures.status(e) == 501) {
        knowsIfNoneMatch = false;
        return call(target.path(), () -> putOnce(target, content, false));
      }
      if (fresh && StoreFailures.status(e) == 412) {
        return ownAfterAll(target, content.size());
      }
      throw StoreFailures.translated(e, target.path());
    }
  }

  private S3Attributes putOnce(Target target, Content content, boolean fresh) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(target.key())
            .metadata(target.metadata())
            .contentType(target.type())
            .ifNoneMatch(fresh ? "*" : null);
    placement.apply(request);
    RequestBody body = content.body();
    String eTag = client.putObject(request.build(), body).eTag();
    return S3Attributes.object(content.size(), target.modified(), null, eTag)
        .inClass(placement.storageClass());
  }

  /**
   * The answer to the first attempt may have been lost: the object that is there is ours when it
   * has our time, to the nanosecond.
   */
  private S3Attributes ownAfterAll(Target target, long size) throws IOException {
    Optional<HeadObjectResponse> head = head(target.key(), target.path());
    if (head.isPresent()
        && head.get().contentLength() == size
        && Times.of(head.get().metadata()).equals(Optional.of(target.modified()))) {
      return attributes(head.get());
    }
    throw new FileAlreadyExistsException(target.path());
  }

  void delete(String key, String path) throws IOException {
    Object unused =
        call(path, () -> client.deleteObject(request -> request.bucket(bucket).key(key)));
  }

  /**
   * Deletes objects, one request for each thousand.
   *
   * @throws IOException when some are left, in the order of the list none after the first thousand
   *     with such a one was touched
   */
  void deleteAll(List<String> keys, String path) throws IOException {
    for (int i = 0; i < keys.size(); i += MOST_DELETED) {
      List<ObjectIdentifier> some = new ArrayList<>();
      for (String key : keys.subList(i, Math.min(keys.size(), i + MOST_DELETED))) {
        some.add(ObjectIdentifier.builder().key(key).build());
      }
      List<S3Error> errors =
          call(
              path,
              () ->
                  client
                      .deleteObjects(
                          request ->
                              request.bucket(bucket).delete(all -> all.objects(some).quiet(true)))
                      .errors());
      if (!errors.isEmpty()) {
        throw new FileSystemException(
            path, null, errors.size() + " objects were not deleted: " + errors.getFirst().code());
      }
    }
  }

  /**
   * What is to be made.
   *
   * @param key its key
   * @param path the path that the caller gave
   * @param modified its time of modification
   * @param type its media type
   * @param metadata what else is kept, with the time
   */
  record Target(
      String key, String path, Instant modified, String type, Map<String, String> metadata) {

    static Target of(String key, String path, Instant modified) {
      return new Target(key, path, modified, typeOf(key), Map.of(Times.KEY, Times.text(modified)));
    }

    private static String typeOf(String key) {
      if (key.endsWith("/")) {
        return "application/x-directory";
      }
      String type = URLConnection.guessContentTypeFromName(key);
      return type == null ? "application/octet-stream" : type;
    }
  }
}
