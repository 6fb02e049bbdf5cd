package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * Requests to a bucket; each method is one request unless noted. Exceptions of the SDK are
 * translated to those of {@code java.nio.file}. See {@link Multipart} for multipart uploads and
 * {@link Copies} for copies.
 *
 * <p>Safe for use by several threads.
 */
final class Store {

  private final S3Client client;
  private final String bucket;
  private final ObjectOptions options;
  private final ListRequests pages;
  private final BucketState state;
  private final Tags tagsOfCopies = new Tags(this);
  private final Tags tagsOfParts = new Tags(this);

  /** False once the store has rejected the condition. */
  private volatile boolean supportsIfNoneMatch = true;

  private final ContentSender sending;

  Store(S3Client client, S3Settings settings) {
    this(client, settings, BucketState.none());
  }

  Store(S3Client client, S3Settings settings, BucketState state) {
    this.sending = new ContentSender(client, settings.store());
    this.client = client;
    this.bucket = settings.bucket();
    this.options = settings.options();
    this.pages = new ListRequests(client, settings.bucket());
    this.state = state;
  }

  @FunctionalInterface
  interface Call<T> {
    T run() throws SdkException;
  }

  /** Sends a request, and translates its exception for the path. */
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

  ObjectOptions options() {
    return options;
  }

  /** Tags of objects that are copied with new metadata. */
  Tags tagsOfCopies() {
    return tagsOfCopies;
  }

  /** Tags of multipart objects. */
  Tags tagsOfParts() {
    return tagsOfParts;
  }

  BucketState state() {
    return state;
  }

  ContentSender sending() {
    return sending;
  }

  ListRequests pages() {
    return pages;
  }

  /** Checks that the bucket can be listed; returns the first objects with a prefix. */
  List<S3Object> check(String prefix, S3Settings settings) throws IOException {
    try {
      return pages.probe(prefix);
    } catch (SdkException e) {
      throw StoreFailures.atStart(e, settings);
    }
  }

  /**
   * The properties of an object, or empty if it does not exist. If only a prefix may be listed, a
   * store replies 403 for a missing key, an unreadable key and an invalid access key; it replies
   * 400 for an invalid key and an expired token. The response has no body, so a listing decides.
   */
  Optional<HeadObjectResponse> head(String key, String path) throws IOException {
    try {
      return Optional.of(client.headObject(request -> request.bucket(bucket).key(key)));
    } catch (SdkException e) {
      int status = StoreFailures.status(e);
      boolean absent = status == 404 && !StoreFailures.code(e).equals("NoSuchBucket");
      if (absent || ((status == 403 || status == 400) && !pages.has(key, path))) {
        return Optional.empty();
      }
      throw StoreFailures.translated(e, path);
    }
  }

  static S3Attributes attributes(HeadObjectResponse head) {
    return S3Attributes.object(
            head.contentLength(),
            Times.of(head.metadata(), head.lastModified()),
            head.lastModified(),
            head.eTag())
        .inClass(head.storageClassAsString())
        .with(Headers.of(head));
  }

  /** Requests the content of an object with a Range and If-Match header, which may be null. */
  ResponseInputStream<GetObjectResponse> get(
      String key, @Nullable String range, @Nullable String eTag) {
    GetObjectRequest.Builder request = GetObjectRequest.builder().bucket(bucket).key(key);
    if (range == null) {
      request.overrideConfiguration(sending.checksum().reading());
    }
    return client.getObject(request.range(range).ifMatch(eTag).build());
  }

  /**
   * Creates an object if a condition holds.
   *
   * @return its attributes
   * @throws FileAlreadyExistsException when it exists and must not
   * @throws ChangedException when it has another tag
   */
  S3Attributes put(Target target, PartContent content, Condition condition) throws IOException {
    if (condition.absent() && !supportsIfNoneMatch) {
      return putEnsured(target, content, condition);
    }
    try {
      return putOnce(target, content, condition);
    } catch (SdkException e) {
      boolean refused = condition.isThere() && StoreFailures.refusesOperation(e);
      if (refused || condition.holds(this, e, target.key(), target.path())) {
        S3Attributes made = putEnsured(target, content, condition);
        supportsIfNoneMatch &= !condition.absent();
        return made;
      }
      if (condition.isThere() && StoreFailures.status(e) == 412) {
        return ownAfterAll(target, content.size(), condition);
      }
      throw StoreFailures.translated(e, target.path());
    }
  }

  /** Checks the condition first, for a store without conditions. */
  private S3Attributes putEnsured(Target target, PartContent content, Condition condition)
      throws IOException {
    ensure(condition, target);
    return call(target.path(), () -> putOnce(target, content, Condition.NONE));
  }

  /** Checks a condition with HeadObject, and throws the same exceptions as {@link #put}. */
  void ensure(Condition condition, Target target) throws IOException {
    Optional<HeadObjectResponse> head = head(target.key(), target.path());
    if (condition.absent() && head.isPresent()) {
      throw new FileAlreadyExistsException(target.path());
    }
    String eTag = head.map(HeadObjectResponse::eTag).map(S3Attributes::bare).orElse("");
    if (condition.eTag() != null && !eTag.equals(condition.eTag())) {
      throw new ChangedException(target.path());
    }
  }

  private S3Attributes putOnce(Target target, PartContent content, Condition condition) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(target.key())
            .ifMatch(condition.eTag())
            .ifNoneMatch(condition.absent() ? "*" : null);
    target.headers().apply(request, target.modified());
    options.apply(request, target.kept());
    PutObjectResponse answer = sending.put(request, content.body());
    return S3Attributes.object(content.size(), target.modified(), null, answer.eTag())
        .answeredAt(Times.of(answer))
        .inClass(options.classInPlaceOf(target.kept().storageClass()))
        .with(target.headers());
  }

  /**
   * The first response may have been lost: the object is ours if it has our time in nanoseconds.
   */
  private S3Attributes ownAfterAll(Target target, long size, Condition condition)
      throws IOException {
    Optional<HeadObjectResponse> head = head(target.key(), target.path());
    if (head.isPresent()
        && head.get().contentLength() == size
        && Times.of(head.get().metadata()).equals(Optional.of(target.modified()))) {
      return attributes(head.get());
    }
    throw condition.absent()
        ? new FileAlreadyExistsException(target.path())
        : new ChangedException(target.path());
  }

  /** Creates an internal object. */
  void putHidden(String key, String path, RequestBody body) throws IOException {
    PutObjectRequest.Builder request = PutObjectRequest.builder().bucket(bucket).key(key);
    options.applyHidden(request);
    Object unused = call(path, () -> sending.put(request, body));
  }

  void delete(String key, String path) throws IOException {
    Object unused =
        call(path, () -> client.deleteObject(request -> request.bucket(bucket).key(key)));
  }

  /** The target of new content for an existing object, with its headers, class and tags. */
  Target continuing(S3Attributes there, String key, String path, Instant modified)
      throws IOException {
    S3Attributes known = there;
    if (there.headers() == null) {
      known = head(key, path).map(Store::attributes).orElse(there);
    }
    Headers headers = known.headers() == null ? Headers.ofNew(key) : known.headers();
    return new Target(key, path, modified, headers, kept(known, headers, key, path));
  }

  Kept kept(S3Attributes known, Headers headers, String key, String path) throws IOException {
    return new Kept(known.storageClass(), headers.tags() == 0 ? null : Tags.of(this, key, path));
  }

  /** An object to be created; the path is for exceptions. */
  record Target(String key, String path, Instant modified, Headers headers, Kept kept) {

    static Target of(String key, String path, Instant modified) {
      return new Target(key, path, modified, Headers.ofNew(key), Kept.NOTHING);
    }
  }

  /** The class and tags of a replaced object, or null for the defaults. */
  record Kept(@Nullable String storageClass, @Nullable Tagging tags) {
    static final Kept NOTHING = new Kept(null, null);
  }
}
