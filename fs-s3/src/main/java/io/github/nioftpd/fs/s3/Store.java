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
 * One bucket: each method is one request, except where it says so. What the SDK throws comes out as
 * {@code java.nio.file} throws it. Uploads in parts are made by {@link Multipart}, copies by {@link
 * Copies}.
 *
 * <p>Safe for use by several threads.
 */
final class Store {

  private final S3Client client;
  private final String bucket;
  private final ObjectOptions placement;
  private final Pages pages;
  private final State state;
  private final Tags tagsOfCopies = new Tags(this);
  private final Tags tagsOfParts = new Tags(this);

  /** False once the store has said that it does not know the condition. */
  private volatile boolean knowsIfNoneMatch = true;

  private final Sending sending;

  /** A bucket of which nothing is known from earlier days. */
  Store(S3Client client, S3Settings settings) {
    this(client, settings, State.none());
  }

  Store(S3Client client, S3Settings settings, State state) {
    this.sending = new Sending(client, settings.store());
    this.client = client;
    this.bucket = settings.bucket();
    this.placement = settings.placement();
    this.pages = new Pages(client, settings.bucket());
    this.state = state;
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

  ObjectOptions placement() {
    return placement;
  }

  /** The tags of objects that are copied with other metadata. */
  Tags tagsOfCopies() {
    return tagsOfCopies;
  }

  /** The tags of objects that are made of parts. */
  Tags tagsOfParts() {
    return tagsOfParts;
  }

  /** What is known of this bucket from earlier days. */
  State state() {
    return state;
  }

  /** How content is sent. */
  Sending sending() {
    return sending;
  }

  /** The listing of this bucket. */
  Pages pages() {
    return pages;
  }

  /**
   * Lists the first objects below a prefix, which the bucket has to answer at least; the failure is
   * one sentence.
   */
  List<S3Object> check(String prefix, S3Settings settings) throws IOException {
    try {
      return pages.probe(prefix);
    } catch (SdkException e) {
      throw StoreFailures.atStart(e, settings);
    }
  }

  /**
   * All that the store keeps of an object but its content, or empty when there is none. Where keys
   * may be listed below a prefix only, a store answers 403 for a missing key, as it does for a key
   * that may not be read and for an access key that is not valid; it answers 400 for a key that it
   * cannot have, and for a token that has expired. The answer has no body, so a listing decides.
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

  /**
   * Begins to read an object.
   *
   * @param range the value of the header Range, or null for all of it
   * @param eTag which content it has to be, or null for any
   */
  ResponseInputStream<GetObjectResponse> get(
      String key, @Nullable String range, @Nullable String eTag) {
    GetObjectRequest.Builder request = GetObjectRequest.builder().bucket(bucket).key(key);
    if (range == null) {
      request.overrideConfiguration(sending.checksum().reading());
    }
    return client.getObject(request.range(range).ifMatch(eTag).build());
  }

  /**
   * Makes an object.
   *
   * @param condition what has to hold
   * @return what is known of it now
   * @throws FileAlreadyExistsException when there is one and must not be
   * @throws ChangedException when there is another one than there should be
   */
  S3Attributes put(Target target, Content content, Condition condition) throws IOException {
    if (condition.absent() && !knowsIfNoneMatch) {
      return putEnsured(target, content, condition);
    }
    try {
      return putOnce(target, content, condition);
    } catch (SdkException e) {
      boolean refused = condition.isThere() && StoreFailures.refusesOperation(e);
      if (refused || condition.holds(this, e, target.key(), target.path())) {
        S3Attributes made = putEnsured(target, content, condition);
        knowsIfNoneMatch &= !condition.absent();
        return made;
      }
      if (condition.isThere() && StoreFailures.status(e) == 412) {
        return ownAfterAll(target, content.size(), condition);
      }
      throw StoreFailures.translated(e, target.path());
    }
  }

  /** The nearest that a store without conditions has to offer. */
  private S3Attributes putEnsured(Target target, Content content, Condition condition)
      throws IOException {
    ensure(condition, target);
    return call(target.path(), () -> putOnce(target, content, Condition.NONE));
  }

  /**
   * Looks whether a condition holds, for a store that does not.
   *
   * @throws FileAlreadyExistsException when there is an object and must be none
   * @throws ChangedException when there is another object than there should be
   */
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

  private S3Attributes putOnce(Target target, Content content, Condition condition) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(target.key())
            .ifMatch(condition.eTag())
            .ifNoneMatch(condition.absent() ? "*" : null);
    target.headers().apply(request, target.modified());
    placement.apply(request, target.kept());
    PutObjectResponse answer = sending.put(request, content.body());
    return S3Attributes.object(content.size(), target.modified(), null, answer.eTag())
        .answeredAt(Times.of(answer))
        .inClass(placement.classInPlaceOf(target.kept().storageClass()))
        .with(target.headers());
  }

  /**
   * The answer to the first attempt may have been lost: the object that is there is ours when it
   * has our time, to the nanosecond.
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

  /** Makes an object that no user sees. */
  void putHidden(String key, String path, RequestBody body) throws IOException {
    PutObjectRequest.Builder request = PutObjectRequest.builder().bucket(bucket).key(key);
    placement.applyHidden(request);
    Object unused = call(path, () -> sending.put(request, body));
  }

  void delete(String key, String path) throws IOException {
    Object unused =
        call(path, () -> client.deleteObject(request -> request.bucket(bucket).key(key)));
  }

  /** What a new object keeps of the one that is there, its content being changed. */
  Target continuing(S3Attributes there, String key, String path, Instant modified)
      throws IOException {
    S3Attributes known = there;
    if (there.headers() == null) {
      known = head(key, path).map(Store::attributes).orElse(there);
    }
    Headers headers = known.headers() == null ? Headers.ofNew(key) : known.headers();
    return new Target(key, path, modified, headers, kept(known, headers, key, path));
  }

  /** The class and the tags of an object. */
  Kept kept(S3Attributes known, Headers headers, String key, String path) throws IOException {
    return new Kept(known.storageClass(), headers.tags() == 0 ? null : Tags.of(this, key, path));
  }

  /**
   * What is to be made.
   *
   * @param key its key
   * @param path the path that the caller gave
   * @param modified its time of modification
   * @param headers its headers and metadata
   * @param kept what else it keeps of the object whose place it takes
   */
  record Target(String key, String path, Instant modified, Headers headers, Kept kept) {

    /** An object that keeps nothing of another. */
    static Target of(String key, String path, Instant modified) {
      return new Target(key, path, modified, Headers.ofNew(key), Kept.NOTHING);
    }
  }

  /** The class and the tags that an object keeps of the one before, or null for the usual. */
  record Kept(@Nullable String storageClass, @Nullable Tagging tags) {
    static final Kept NOTHING = new Kept(null, null);
  }
}
