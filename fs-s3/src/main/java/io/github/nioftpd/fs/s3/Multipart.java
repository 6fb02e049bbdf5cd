package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * An object on its way to the store in parts, several of them under way at once. It is begun with
 * the first part, and nothing of it can be seen before {@link #complete}.
 *
 * <p>Owned by one thread; each part has a virtual thread of its own.
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

  /** A part under way, and what is to be done when it has arrived. */
  private record Flight(Thread thread, FutureTask<CompletedPart> task, Runnable arrived) {}

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
  static CreateMultipartUploadRequest beginning(
      Store store, Store.Target target, @Nullable String classOfSource) {
    CreateMultipartUploadRequest.Builder request =
        CreateMultipartUploadRequest.builder()
            .bucket(store.bucket())
            .key(target.key())
            .metadata(target.metadata())
            .contentType(target.type());
    store.placement().apply(request, classOfSource);
    return request.build();
  }

  /** How many parts there are. */
  int parts() {
    return number;
  }

  /** How many parts have not arrived. */
  int underWay() {
    return flights.size();
  }

  private String id() throws IOException {
    String known = id;
    if (known == null) {
      known = Store.call(target.path(), () -> client.createMultipartUpload(begin)).uploadId();
      id = known;
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
    String upload = id();
    int part = ++number;
    size += content.size();
    start(
        () -> {
          String eTag =
              client
                  .uploadPart(
                      request ->
                          request
                              .bucket(store.bucket())
                              .key(target.key())
                              .uploadId(upload)
                              .partNumber(part),
                      content.body())
                  .eTag();
          return CompletedPart.builder().partNumber(part).eTag(eTag).build();
        },
        arrived);
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
    String upload = id();
    int part = ++number;
    size += to - from;
    // unlike the conditions of other requests, this one is compared with the quotes, if at all
    String quoted = eTag.isEmpty() ? null : '"' + eTag + '"';
    start(
        () -> {
          String copied =
              client
                  .uploadPartCopy(
                      request ->
                          request
                              .sourceBucket(store.bucket())
                              .sourceKey(key)
                              .copySourceIfMatch(quoted)
                              .copySourceRange("bytes=" + from + "-" + (to - 1))
                              .destinationBucket(store.bucket())
                              .destinationKey(target.key())
                              .uploadId(upload)
                              .partNumber(part))
                  .copyPartResult()
                  .eTag();
          return CompletedPart.builder().partNumber(part).eTag(copied).build();
        },
        () -> {});
  }

  private void start(Callable<CompletedPart> part, Runnable arrived) {
    FutureTask<CompletedPart> task = new FutureTask<>(part);
    flights.add(new Flight(Thread.ofVirtual().start(task), task, arrived));
  }

  /** Takes up those that have arrived, without waiting. */
  void takeArrived() throws IOException {
    while (!flights.isEmpty() && flights.element().task().isDone()) {
      awaitOldest();
    }
  }

  /** Waits for the part that was sent first of those under way. */
  void awaitOldest() throws IOException {
    Flight oldest = flights.element();
    try {
      parts.add(oldest.task().get());
      flights.remove();
      oldest.arrived().run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SdkException failure
          ? StoreFailures.translated(failure, target.path())
          : new IOException("a part could not be sent", e.getCause());
    }
  }

  /**
   * Makes the object of its parts.
   *
   * @param condition what has to hold
   * @return what is known of it now
   */
  S3Attributes complete(Condition condition) throws IOException {
    while (!flights.isEmpty()) {
      awaitOldest();
    }
    String upload = id();
    String eTag;
    try {
      eTag = complete(upload, condition);
    } catch (SdkException e) {
      if (condition.isThere() && StoreFailures.status(e) == 501) {
        eTag = Store.call(target.path(), () -> complete(upload, Condition.NONE));
      } else {
        eTag = completedAfterAll(e);
      }
    }
    id = null;
    return S3Attributes.object(size, target.modified(), null, eTag)
        .inClass(begin.storageClassAsString());
  }

  private String complete(String upload, Condition condition) {
    return client
        .completeMultipartUpload(
            request ->
                request
                    .bucket(store.bucket())
                    .key(target.key())
                    .uploadId(upload)
                    .ifMatch(condition.eTag())
                    .ifNoneMatch(condition.absent() ? "*" : null)
                    .multipartUpload(all -> all.parts(parts)))
        .eTag();
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
    if (head.isPresent() && S3Attributes.bare(head.get().eTag()).equals(expectedTag())) {
      return head.get().eTag();
    }
    throw failure;
  }

  /** How stores tag an object of several parts: by the tags of the parts, and their number. */
  private String expectedTag() {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (CompletedPart part : parts) {
        digest.update(HexFormat.of().parseHex(S3Attributes.bare(part.eTag())));
      }
      return HexFormat.of().formatHex(digest.digest()) + "-" + parts.size();
    } catch (NoSuchAlgorithmException | IllegalArgumentException e) {
      return ""; // tags of another kind, from which nothing follows
    }
  }

  /**
   * Gives the upload up; nothing is left of it. Never fails: what a store keeps, it is asked again.
   */
  void abort() {
    for (Flight flight : flights) {
      flight.task().cancel(true);
    }
    boolean interrupted = Thread.interrupted();
    try {
      for (Flight flight : flights) {
        flight.thread().join();
      }
      String upload = id;
      if (upload != null) {
        client.abortMultipartUpload(
            request -> request.bucket(store.bucket()).key(target.key()).uploadId(upload));
      }
    } catch (SdkException e) {
      LOG.warn(
          "an unfinished upload of {} is left in the bucket: {}",
          target.key(),
          StoreFailures.reason(e));
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      flights.clear();
      id = null;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
