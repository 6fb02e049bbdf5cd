package io.github.nioftpd.fs.s3;

import static io.github.nioftpd.fs.s3.StoreTrials.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/** Probes multipart uploads for a {@link StoreProbe}. Used by one thread. */
final class PartsProbe {

  private static final Logger LOG = LoggerFactory.getLogger(PartsProbe.class);
  private static final int PART = (int) S3Settings.LEAST_PART;
  private static final String RIGHT = "s3:PutObject";

  private final Store store;
  private final S3Client client;
  private final String bucket;
  private final String key;
  private final StoreTrials trials;
  private final List<String> begun = new ArrayList<>();

  /** The caller deletes the object with the key. */
  PartsProbe(Store store, String key, StoreTrials trials) {
    this.store = store;
    this.client = store.client();
    this.bucket = store.bucket();
    this.key = key;
    this.trials = trials;
  }

  void run() {
    boolean made =
        trials.needed(
            "upload in parts",
            RIGHT,
            () -> {
              String upload = begin();
              List<CompletedPart> parts = List.of(send(upload, 1, PART), send(upload, 2, 1));
              complete(upload, parts, request -> request);
              check(size() == PART + 1, "wrong object size");
              return "";
            });
    if (made) {
      mostParts();
      copies();
      conditions();
    }
    trials.optional(
        "AbortMultipartUpload",
        "s3:AbortMultipartUpload",
        "parts of aborted uploads stay in the bucket, add a lifecycle rule that deletes them",
        () -> {
          String upload = begin();
          abort(upload);
          return "";
        });
  }

  private String begin() {
    CreateMultipartUploadRequest.Builder request =
        CreateMultipartUploadRequest.builder().bucket(bucket).key(key);
    store.options().apply(request, Store.Kept.NOTHING);
    String id = client.createMultipartUpload(request.build()).uploadId();
    begun.add(id);
    return id;
  }

  private CompletedPart send(String upload, int number, int size) {
    String eTag =
        client
            .uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                RequestBody.fromBytes(new byte[size]))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(eTag).build();
  }

  private void complete(
      String upload,
      List<CompletedPart> parts,
      UnaryOperator<CompleteMultipartUploadRequest.Builder> more) {
    Object unused =
        client.completeMultipartUpload(
            more.apply(
                    CompleteMultipartUploadRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .multipartUpload(all -> all.parts(parts)))
                .build());
    begun.remove(upload);
  }

  private void abort(String upload) {
    Object unused =
        client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
    begun.remove(upload);
  }

  private long size() {
    return client.headObject(request -> request.bucket(bucket).key(key)).contentLength();
  }

  private String eTag() {
    return S3Attributes.bare(client.headObject(request -> request.bucket(bucket).key(key)).eTag());
  }

  /** The highest part number determines the largest file. */
  private void mostParts() {
    trials.optional(
        "10,000 parts of an upload",
        RIGHT,
        "files of more than 1,000 parts may fail, set a larger part-size",
        () -> {
          Object unused = send(begin(), Multipart.MOST_PARTS, 1);
          return "";
        });
  }

  private void conditions() {
    conditionsOnTheTag();
    conditionsOnAbsence();
  }

  private void conditionsOnTheTag() {
    trials.replaceable(
        "CompleteMultipartUpload with If-Match",
        "checked with HeadObject instead",
        () -> {
          String tag = eTag();
          String upload = begin();
          List<CompletedPart> parts = List.of(send(upload, 1, PART), send(upload, 2, 1));
          complete(upload, parts, request -> request.ifMatch(tag));
          return "";
        });
    trials.condition(
        "CompleteMultipartUpload with a false If-Match",
        "checked with HeadObject instead",
        "APPE and REST + STOR may overwrite a change by another client",
        () -> {
          String upload = begin();
          complete(
              upload,
              List.of(send(upload, 1, 1)),
              request -> request.ifMatch(StoreProbe.WRONG_TAG));
          return "";
        });
  }

  private void conditionsOnAbsence() {
    trials.condition(
        "CompleteMultipartUpload with a false If-None-Match",
        "checked with HeadObject instead, two uploads at the same moment may both succeed",
        "two uploads of a new file at the same moment may both succeed",
        () -> {
          String upload = begin();
          complete(upload, List.of(send(upload, 1, 1)), request -> request.ifNoneMatch("*"));
          return "";
        });
    trials.replaceable(
        "CompleteMultipartUpload with If-None-Match",
        "checked with HeadObject instead, two uploads at the same moment may both succeed",
        () -> {
          Object unused = client.deleteObject(request -> request.bucket(bucket).key(key));
          String upload = begin();
          complete(upload, List.of(send(upload, 1, 1)), request -> request.ifNoneMatch("*"));
          return "";
        });
  }

  private UploadPartCopyRequest.Builder copy(String upload) {
    return UploadPartCopyRequest.builder()
        .sourceBucket(bucket)
        .sourceKey(key)
        .copySourceRange("bytes=0-" + (PART - 1))
        .destinationBucket(bucket)
        .destinationKey(key)
        .uploadId(upload)
        .partNumber(1);
  }

  private void copies() {
    boolean copied =
        trials.needed(
            "UploadPartCopy",
            "s3:GetObject and s3:PutObject",
            () -> {
              String upload = begin();
              String tag = client.uploadPartCopy(copy(upload).build()).copyPartResult().eTag();
              CompletedPart first = CompletedPart.builder().partNumber(1).eTag(tag).build();
              complete(upload, List.of(first, send(upload, 2, 1)), request -> request);
              check(size() == PART + 1, "wrong object size");
              return "";
            });
    if (copied) {
      trials.replaceable(
          "UploadPartCopy with a condition",
          "checked with HeadObject instead",
          () -> {
            String tag = '"' + eTag() + '"';
            Object unused = client.uploadPartCopy(copy(begin()).copySourceIfMatch(tag).build());
            return "";
          });
      trials.condition(
          "UploadPartCopy with a false condition",
          "checked with HeadObject instead",
          "checked at the end of the upload instead",
          () -> {
            String tag = '"' + StoreProbe.WRONG_TAG + '"';
            Object unused = client.uploadPartCopy(copy(begin()).copySourceIfMatch(tag).build());
            return "";
          });
    }
  }

  /** Aborts uploads that were not completed. */
  void clean() {
    for (String upload : List.copyOf(begun)) {
      try {
        abort(upload);
      } catch (SdkException e) {
        LOG.warn("cannot abort the multipart upload of {}: {}", key, StoreFailures.reason(e));
      }
    }
  }
}
