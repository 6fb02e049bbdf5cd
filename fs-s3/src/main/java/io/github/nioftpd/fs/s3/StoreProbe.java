package io.github.nioftpd.fs.s3;

import static io.github.nioftpd.fs.s3.StoreTrials.check;

import io.github.nioftpd.fs.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Tries each request that this file system sends, on its own objects, to find which ones the store
 * supports and the policy allows. Used by one thread.
 */
final class StoreProbe {

  /** A tag that no object has. */
  static final String WRONG_TAG = "0123456789abcdef0123456789abcdef";

  private static final int MOST_KEY = 1024;

  private final Store store;
  private final ProbeObjects objects;
  private final S3Client client;
  private final String bucket;
  private final String prefix;
  private final StoreTrials trials;

  /** All objects of the probe have the prefix. */
  StoreProbe(Store store, String prefix, Consumer<Finding> report) {
    this.store = store;
    this.objects = new ProbeObjects(store, prefix);
    this.client = store.client();
    this.bucket = store.bucket();
    this.prefix = prefix;
    this.trials = new StoreTrials(report);
  }

  void run() {
    PartsProbe parts = new PartsProbe(store, objects.key("parts"), trials);
    try {
      if (trials.needed(
          "PutObject", "s3:PutObject", () -> objects.put("object", request -> request))) {
        reading();
        listing();
        conditions();
        copies();
        checksums();
        tags();
        longestKey();
      }
      parts.run();
      deletions();
    } finally {
      parts.clean();
      objects.clean();
    }
  }

  private void reading() {
    trials.needed(
        "HeadObject",
        "s3:GetObject",
        () -> {
          HeadObjectResponse head = objects.head("object");
          check(
              head.contentLength() == ProbeObjects.CONTENT.length(), "wrong size in the response");
          check(head.metadata().containsKey(Times.KEY), "no metadata in the response");
          return "";
        });
    trials.replaceable(
        "HeadObject of a missing key",
        "checked with a listing instead",
        () -> {
          try {
            Object unused = objects.head("missing");
          } catch (SdkException e) {
            if (StoreFailures.status(e) != 404) {
              throw e;
            }
          }
          return "";
        });
    trials.needed(
        "GetObject of a range",
        "s3:GetObject",
        () -> {
          check(objects.get("bytes=3-5", null).equals("345"), "wrong bytes in the response");
          return "";
        });
    trials.condition(
        "GetObject with If-Match",
        "",
        "a download that is resumed after a failure may mix two versions",
        () -> objects.get(null, WRONG_TAG));
  }

  private void listing() {
    trials.replaceable(
        "ListObjectsV2",
        "ListObjects (version 1) is used instead",
        () -> {
          objects.put("object-2", request -> request);
          ListObjectsV2Response page =
              client.listObjectsV2(request -> request.bucket(bucket).prefix(prefix).maxKeys(1));
          check(page.nextContinuationToken() != null, "no continuation token in the response");
          return "";
        });
  }

  private void conditions() {
    trials.condition(
        "PutObject with If-None-Match",
        "checked with HeadObject instead, two uploads at the same moment may both succeed",
        "two uploads of a new file at the same moment may both succeed",
        () -> objects.put("object", request -> request.ifNoneMatch("*")));
  }

  private CopyObjectRequest.Builder copy() {
    return CopyObjectRequest.builder()
        .sourceBucket(bucket)
        .sourceKey(objects.key("object"))
        .destinationBucket(bucket)
        .destinationKey(objects.key("copy"));
  }

  private void copies() {
    trials.needed(
        "CopyObject",
        "s3:GetObject and s3:PutObject",
        () -> {
          Object unused = client.copyObject(copy().build());
          check(objects.head("copy").metadata().containsKey(Times.KEY), "the copy has no metadata");
          return "";
        });
    trials.needed(
        "CopyObject with new metadata",
        "s3:GetObject and s3:PutObject",
        () -> {
          Object unused =
              client.copyObject(
                  copy()
                      .metadataDirective(MetadataDirective.REPLACE)
                      .metadata(Map.of(Times.KEY, "1"))
                      .build());
          check(
              "1".equals(objects.head("copy").metadata().get(Times.KEY)),
              "the copy has the old metadata");
          return "";
        });
  }

  private void checksums() {
    for (Checksum checksum : Checksum.values()) {
      if (checksum != Checksum.NONE) {
        trials.optional(
            "checksum: " + checksum.name().toLowerCase(Locale.ROOT),
            "s3:PutObject",
            "choose another checksum",
            () -> verified(checksum));
      }
    }
  }

  /** A wrong checksum must be rejected, and the right one accepted. */
  private String verified(Checksum checksum) {
    boolean refused = false;
    try {
      putWith(checksum, "another content");
    } catch (SdkException e) {
      refused = true;
    }
    check(refused, "the store accepts a wrong checksum");
    putWith(checksum, ProbeObjects.CONTENT);
    boolean returned = checksum.isKept() && isReturned(checksum, objects.head("checksum"));
    return returned ? "verified, returned with downloads" : "verified";
  }

  private void putWith(Checksum checksum, String content) {
    String value = checksum.of(RequestBody.fromString(content));
    objects.put("checksum", request -> request.overrideConfiguration(checksum.with(value)));
  }

  private static boolean isReturned(Checksum checksum, HeadObjectResponse head) {
    return switch (checksum) {
      case CRC32C -> head.checksumCRC32C() != null;
      case CRC64NVME -> head.checksumCRC64NVME() != null;
      case SHA256 -> head.checksumSHA256() != null;
      case MD5, NONE -> false;
    };
  }

  private void tags() {
    boolean set =
        trials.optional(
            "PutObject with tags",
            "s3:PutObjectTagging",
            "do not set tags",
            () -> objects.put("tagged", request -> request.tagging("probe=1")));
    if (set) {
      trials.optional(
          "GetObjectTagging",
          "s3:GetObjectTagging",
          "APPE and REST + STOR fail for objects with tags",
          () -> {
            boolean there =
                client
                    .getObjectTagging(r -> r.bucket(bucket).key(objects.key("tagged")))
                    .hasTagSet();
            check(there, "the tags are lost");
            return "";
          });
    }
  }

  /** The limit of S3, with short names between the slashes. */
  private void longestKey() {
    trials.optional(
        "a key of 1,024 bytes",
        "s3:PutObject",
        "longer paths are rejected (553)",
        () -> {
          StringBuilder name = new StringBuilder();
          while (prefix.length() + name.length() < MOST_KEY) {
            name.append(name.length() % 100 == 99 ? '/' : 'k');
          }
          name.setCharAt(name.length() - 1, 'k');
          return objects.put(name.toString(), request -> request);
        });
  }

  private void deletions() {
    trials.replaceable(
        "DeleteObjects",
        "objects are deleted one at a time",
        () -> {
          List<S3Error> errors =
              client
                  .deleteObjects(
                      request ->
                          request.bucket(bucket).delete(all -> all.objects(objects.identified())))
                  .errors();
          check(errors.isEmpty(), errors.stream().map(S3Error::code).findFirst().orElse(""));
          return "";
        });
    trials.needed(
        "DeleteObject",
        "s3:DeleteObject",
        () -> {
          Object unused = client.deleteObject(r -> r.bucket(bucket).key(objects.key("object")));
          return "";
        });
  }
}
