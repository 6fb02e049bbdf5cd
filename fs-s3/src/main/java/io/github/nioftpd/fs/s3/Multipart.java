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
 * A multipart upload with several concurrent parts. It is created with the first part, and the
 * object is not visible before {@link #complete}.
 *
 * <p>Owned by one thread; each part has its own thread.
 */
final class Multipart {

  /** The highest part number. */
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

  /** Whether this continues an earlier upload, which is kept if this one is aborted. */
  private boolean resumed;

  /** The checksum of the upload, which all parts must have. */
  private Checksum checksum = Checksum.NONE;

  /** A running part, and the action when it is complete. */
  private record Flight(UploadTask<CompletedPart> part, Runnable arrived) {}

  Multipart(Store store, Store.Target target, CreateMultipartUploadRequest begin) {
    this.store = store;
    this.client = store.client();
    this.target = target;
    this.begin = begin;
  }

  /** The CreateMultipartUpload request for new content. */
  static CreateMultipartUploadRequest beginning(Store store, Store.Target target) {
    CreateMultipartUploadRequest.Builder request =
        CreateMultipartUploadRequest.builder().bucket(store.bucket()).key(target.key());
    target.headers().apply(request, target.modified());
    store.options().apply(request, target.kept());
    return request.build();
  }

  /** Continues an earlier upload. */
  void resume(PartialUpload remains) {
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

  /** The state of an aborted upload, when all its parts are complete. */
  PartialUpload left(long whole) throws IOException {
    awaitFewerThan(1);
    return new PartialUpload(
        target.key(), id == null ? "" : id, target.modified(), whole, size, List.copyOf(parts));
  }

  /** Keeps the upload in the store, to be resumed or deleted later. */
  void leave() {
    if (id != null) {
      store.state().left(id);
    }
    id = null;
  }

  int parts() {
    return number;
  }

  int underWay() {
    return flights.size();
  }

  /** The upload id; creates the upload if necessary. */
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

  /** Sends a part, whose content must not change until then. The action runs on this thread. */
  void add(PartContent content, Runnable arrived) throws IOException {
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

  /** Copies a part from bytes of an object with this tag; {@code to} is exclusive. */
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

  /** Waits until fewer parts than this are running. */
  void awaitFewerThan(int most) throws IOException {
    while (flights.size() >= most) {
      awaitOldest();
    }
  }

  /** Handles complete parts without waiting. */
  void takeArrived() throws IOException {
    while (!flights.isEmpty() && flights.element().part().isDone()) {
      awaitOldest();
    }
  }

  /** Waits for the oldest running part. */
  void awaitOldest() throws IOException {
    Flight oldest = flights.element();
    parts.add(oldest.part().await());
    flights.remove();
    oldest.arrived().run();
  }

  /** Completes the upload if the condition holds, and returns the attributes of the object. */
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
    if (S3Attributes.bare(eTag).isEmpty()) { // Ceph sometimes sends no tag
      eTag = store.head(target.key(), target.path()).map(HeadObjectResponse::eTag).orElse("");
    }
    Tagging tags = store.options().tagsWith(target.kept().tags());
    store.tagsOfParts().ensure(target.key(), target.path(), tags);
    return S3Attributes.object(size, target.modified(), null, eTag)
        .answeredAt(answered)
        .inClass(begin.storageClassAsString())
        .with(target.headers());
  }

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

  /** The response may have been lost: then the existing object has the tag of these parts. */
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
   * Aborts the upload. Never fails: if the request fails, {@link StaleUploads} repeats it later.
   */
  void abort() {
    boolean interrupted = Thread.interrupted(); // an interrupt would prevent the request
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
