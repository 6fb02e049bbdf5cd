package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tagging;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * An object on its way to the store in parts, several of them under way at once. It is begun with
 * the first part, and nothing of it can be seen before {@link #complete}.
 *
 * <p>Owned by one thread; each part has a thread of its own.
 */
final class Multipart {

  /** The last number a part can have. */
  static final int MOST_PARTS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Multipart.class);

  private final Store store;
  private final S3Client client;
  private final Store.Target target;
  private final CreateMultipartUploadRequest begin;
  private final Deque<Flight> flights = new ArrayDeque<>();
  private final List<CompletedPart> parts = new ArrayList<>();
  private @Nullable String id;
  private int number;
  private long size;

  /**
   * Whether the upload is one that was left before, and is left again when this one is given up.
   */
  private boolean resumed;

  /** What the upload was begun with; the parts must have the same. */
  private Checksum checksum = Checksum.NONE;

  /** A part that is awaited, and what is to be done when it has arrived. */
  private record Flight(UploadTask<CompletedPart> part, Runnable arrived) {}

  /**
   * Makes an upload.
   *
   * @param store the bucket
   * @param target what is made
   * @param begin the request that begins it
   */
  Multipart(Store store, Store.Target target, CreateMultipartUploadRequest begin) {
    this.store = store;
    this.client = store.client();
    this.target = target;
    this.begin = begin;
  }

  /** The request that begins an upload of new content. */
  static CreateMultipartUploadRequest beginning(Store store, Store.Target target) {
    CreateMultipartUploadRequest.Builder request =
        CreateMultipartUploadRequest.builder().bucket(store.bucket()).key(target.key());
    target.headers().apply(request, target.modified());
    store.placement().apply(request, target.kept());
    return request.build();
  }

  /** Goes on with an upload that was left. */
  void resume(Remains remains) {
    id = remains.upload().isEmpty() ? null : remains.upload();
    if (id != null) {
      store.state().begun(target.key(), id);
    }
    parts.addAll(remains.parts());
    checksum = Checksum.of(remains.parts());
    number = parts.stream().mapToInt(CompletedPart::partNumber).max().orElse(0);
    size = remains.sent();
    resumed = true;
  }

  /** What is left of an upload that breaks off, when all parts have arrived. */
  Remains left(long whole) throws IOException {
    awaitFewerThan(1);
    return new Remains(
        target.key(), id == null ? "" : id, target.modified(), whole, size, List.copyOf(parts));
  }

  /** Leaves the upload as it is, to be resumed or removed another day. */
  void leave() {
    if (id != null) {
      store.state().left(id);
    }
    id = null;
  }

  /** How many parts there are. */
  int parts() {
    return number;
  }

  /** How many parts have not arrived. */
  int underWay() {
    return flights.size();
  }

  /** The upload, which is begun if there is none. */
  private String id(Checksum wanted) throws IOException {
    String known = id;
    if (known == null) {
      checksum = wanted.isKept() ? wanted : Checksum.NONE;
      CreateMultipartUploadRequest request =
          begin.toBuilder().overrideConfiguration(checksum.beginning()).build();
      known = Store.call(target.path(), () -> client.createMultipartUpload(request)).uploadId();
      id = known;
      store.state().begun(target.key(), known);
    }
    return known;
  }

  /**
   * Sends a part.
   *
   * @param content its bytes, which must not change before it has arrived
   * @param arrived what to do then, on the thread that owns this
   */
  void add(Content content, Runnable arrived) throws IOException {
    UploadPartRequest part =
        UploadPartRequest.builder()
            .bucket(store.bucket())
            .key(target.key())
            .uploadId(id(store.sending().checksum()))
            .partNumber(++number)
            .build();
    size += content.size();
    Checksum wanted = store.sending().ofPart(checksum);
    flights.add(
        new Flight(
            UploadTask.carry(
                () ->
                    Store.call(
                        target.path(), () -> store.sending().part(part, content.body(), wanted))),
            arrived));
  }

  /**
   * Has the store copy a part from an object.
   *
   * @param key the object
   * @param eTag which content it has to have
   * @param from the first byte
   * @param to the byte behind the last
   */
  void copy(String key, String eTag, long from, long to) throws IOException {
    UploadPartCopyRequest part =
        UploadPartCopyRequest.builder()
            .sourceBucket(store.bucket())
            .sourceKey(key)
            .copySourceRange("bytes=" + from + "-" + (to - 1))
            .destinationBucket(store.bucket())
            .destinationKey(target.key())
            .uploadId(id(Checksum.NONE))
            .partNumber(++number)
            .build();
    size += to - from;
    PartCopy copy = new PartCopy(store, part, eTag, target.path());
    flights.add(new Flight(UploadTask.start(copy::run), () -> {}));
  }

  /** Waits until fewer parts than this are under way. */
  void awaitFewerThan(int most) throws IOException {
    while (flights.size() >= most) {
      awaitOldest();
    }
  }

  /** Takes up those that have arrived, without waiting. */
  void takeArrived() throws IOException {
    while (!flights.isEmpty() && flights.element().part().isDone()) {
      awaitOldest();
    }
  }

  /** Waits for the part that was sent first of those under way. */
  void awaitOldest() throws IOException {
    Flight oldest = flights.element();
    parts.add(oldest.part().await());
    flights.remove();
    oldest.arrived().run();
  }

  /**
   * Makes the object of its parts.
   *
   * @param condition what has to hold
   * @return what is known of it now
   */
  S3Attributes complete(Condition condition) throws IOException {
    awaitFewerThan(1);
    String upload = id(store.sending().checksum());
    String eTag;
    Instant answered = null;
    try {
      CompleteMultipartUploadResponse answer = complete(upload, condition);
      eTag = S3Attributes.bare(answer.eTag());
      answered = Times.of(answer);
    } catch (SdkException e) {
      if ((condition.isThere() && StoreFailures.refusesOperation(e))
          || condition.holds(store, e, target.key(), target.path())) {
        store.ensure(condition, target);
        eTag = Store.call(target.path(), () -> complete(upload, Condition.NONE).eTag());
      } else {
        eTag = completedAfterAll(e);
      }
    }
    id = null;
    store.state().ended(upload);
    if (S3Attributes.bare(eTag).isEmpty()) { // as Ceph answers now and then
      eTag = store.head(target.key(), target.path()).map(HeadObjectResponse::eTag).orElse("");
    }
    Tagging tags = store.placement().tagsWith(target.kept().tags());
    store.tagsOfParts().ensure(target.key(), target.path(), tags);
    return S3Attributes.object(size, target.modified(), null, eTag)
        .answeredAt(answered)
        .inClass(begin.storageClassAsString())
        .with(target.headers());
  }

  /** The answer of some stores has no tag now and then. */
  private CompleteMultipartUploadResponse complete(String upload, Condition condition) {
    return client.completeMultipartUpload(
        request ->
            request
                .bucket(store.bucket())
                .key(target.key())
                .uploadId(upload)
                .ifMatch(condition.eTag())
                .ifNoneMatch(condition.absent() ? "*" : null)
                .multipartUpload(all -> all.parts(parts)));
  }

  /** The answer may have been lost: then the object that is there has the tag of these parts. */
  private String completedAfterAll(SdkException e) throws IOException {
    IOException failure = StoreFailures.translated(e, target.path());
    Optional<HeadObjectResponse> head;
    try {
      head = store.head(target.key(), target.path());
    } catch (IOException second) {
      failure.addSuppressed(second);
      throw failure;
    }
    if (head.isPresent()
        && S3Attributes.bare(head.get().eTag()).equals(S3Attributes.tagOf(parts))) {
      return head.get().eTag();
    }
    throw failure;
  }

  /**
   * Gives the upload up; nothing is left of it. Never fails: a store that cannot be told keeps the
   * parts, for {@link StaleUploads}.
   */
  void abort() {
    boolean interrupted = Thread.interrupted(); // which would keep the request from being sent
    try {
      UploadTask.stop(flights.stream().map(Flight::part).toList());
      String upload = resumed ? null : id;
      if (upload != null) {
        client.abortMultipartUpload(
            request -> request.bucket(store.bucket()).key(target.key()).uploadId(upload));
        store.state().ended(upload);
      }
    } catch (SdkException e) {
      LOG.warn(
          "cannot abort the multipart upload of {}, its parts stay in the bucket: {}",
          target.key(),
          StoreFailures.reason(e));
    } finally {
      flights.clear();
      leave();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
