package io.github.nioftpd.fs.s3;

import static io.github.nioftpd.fs.s3.StoreTrials.check;

import io.github.nioftpd.spi.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Tries each request that this file system sends, on objects of its own: which of them the store
 * supports, and which the policy allows. Used by one thread.
 */
final class StoreProbe {

  /** A tag that no content has. */
  static final String WRONG_TAG = "0123456789abcdef0123456789abcdef";

  private static final Logger LOG = LoggerFactory.getLogger(StoreProbe.class);
  private static final String CONTENT = "0123456789";
  private static final int MOST_KEY = 1024;

  private final Store store;
  private final S3Client client;
  private final String bucket;
  private final String prefix;
  private final StoreTrials trials;
  private final List<String> keys = new ArrayList<>();

  /**
   * Makes a probe.
   *
   * @param store the bucket
   * @param prefix what the keys of all its objects begin with
   * @param report receives the findings
   */
  StoreProbe(Store store, String prefix, Consumer<Finding> report) {
    this.store = store;
    this.client = store.client();
    this.bucket = store.bucket();
    this.prefix = prefix;
    this.trials = new StoreTrials(report);
  }

  void run() {
    PartsProbe parts = new PartsProbe(store, key("parts"), trials);
    try {
      if (trials.needed("PutObject", "s3:PutObject", () -> put("object", request -> request))) {
        reading();
        listing();
        conditions();
        copies();
        checksums();
        longestKey();
      }
      parts.run();
      deletions();
    } finally {
      parts.clean();
      clean();
    }
  }

  /** A key that is removed at the end. */
  private String key(String name) {
    String key = prefix + name;
    if (!keys.contains(key)) {
      keys.add(key);
    }
    return key;
  }

  private String put(String name, UnaryOperator<PutObjectRequest.Builder> more) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key(name))
            .metadata(Map.of(Times.KEY, "981173106.123456789"));
    store.placement().apply(request, Store.Kept.NOTHING);
    Object unused = client.putObject(more.apply(request).build(), RequestBody.fromString(CONTENT));
    return "";
  }

  private HeadObjectResponse head(String name) {
    return client.headObject(
        request -> request.bucket(bucket).key(key(name)).checksumMode(ChecksumMode.ENABLED));
  }

  private String get(@Nullable String range, @Nullable String eTag) {
    return client
        .getObjectAsBytes(
            request -> request.bucket(bucket).key(key("object")).range(range).ifMatch(eTag))
        .asString(StandardCharsets.UTF_8);
  }

  private void reading() {
    trials.needed(
        "HeadObject",
        "s3:GetObject",
        () -> {
          HeadObjectResponse head = head("object");
          check(head.contentLength() == CONTENT.length(), "it returns another size");
          check(head.metadata().containsKey(Times.KEY), "it returns no metadata");
          return "";
        });
    trials.replaceable(
        "HeadObject of a missing key",
        "a listing decides whether the key exists",
        () -> {
          try {
            Object unused = head("missing");
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
          check(get("bytes=3-5", null).equals("345"), "it returns other bytes");
          return "";
        });
    trials.condition(
        "GetObject with If-Match",
        "",
        "a download that continues after a failure may mix two versions",
        () -> get(null, WRONG_TAG));
  }

  private void listing() {
    trials.replaceable(
        "ListObjectsV2",
        "listings continue with the first version of ListObjects",
        () -> {
          put("object-2", request -> request);
          ListObjectsV2Response page =
              client.listObjectsV2(request -> request.bucket(bucket).prefix(prefix).maxKeys(1));
          check(page.nextContinuationToken() != null, "a page has no continuation token");
          return "";
        });
    trials.optional(
        "ListMultipartUploads",
        "s3:ListBucketMultipartUploads",
        "unfinished uploads of a killed server stay, a lifecycle rule can remove them",
        () -> {
          Object unused =
              client.listMultipartUploads(request -> request.bucket(bucket).prefix(prefix));
          return "";
        });
  }

  private void conditions() {
    trials.condition(
        "PutObject with If-None-Match",
        "a HeadObject decides, two uploads at the same moment may both succeed",
        "two uploads of a new file at the same moment may both succeed",
        () -> put("object", request -> request.ifNoneMatch("*")));
  }

  private CopyObjectRequest.Builder copy() {
    return CopyObjectRequest.builder()
        .sourceBucket(bucket)
        .sourceKey(key("object"))
        .destinationBucket(bucket)
        .destinationKey(key("copy"));
  }

  private void copies() {
    trials.needed(
        "CopyObject",
        "s3:GetObject and s3:PutObject",
        () -> {
          Object unused = client.copyObject(copy().build());
          check(head("copy").metadata().containsKey(Times.KEY), "it drops the metadata");
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
          check("1".equals(head("copy").metadata().get(Times.KEY)), "it keeps the old ones");
          return "";
        });
  }

  private void checksums() {
    checksum(ChecksumAlgorithm.CRC32_C, HeadObjectResponse::checksumCRC32C);
    checksum(ChecksumAlgorithm.SHA256, HeadObjectResponse::checksumSHA256);
    trials.optional(
        "checksum MD5",
        "s3:PutObject",
        "damage on the way is not noticed",
        () -> {
          try {
            put("md5", request -> request.contentMD5("1B2M2Y8AsgTpgAmY7PhCfg==")); // of nothing
          } catch (SdkException e) {
            return "";
          }
          throw new StoreTrials.UnexpectedAnswerException("a wrong one is ignored");
        });
  }

  private void checksum(ChecksumAlgorithm algorithm, Function<HeadObjectResponse, String> kept) {
    trials.optional(
        "checksum " + algorithm,
        "s3:PutObject",
        "do not set it as checksum",
        () -> {
          put("checksum", request -> request.checksumAlgorithm(algorithm));
          return kept.apply(head("checksum")) == null ? "accepted, not returned" : "";
        });
  }

  /** The most bytes that S3 allows; each of the names between the slashes is short. */
  private void longestKey() {
    trials.optional(
        "a key of 1,024 bytes",
        "s3:PutObject",
        "longer paths are refused (553)",
        () -> {
          StringBuilder name = new StringBuilder();
          while (prefix.length() + name.length() < MOST_KEY) {
            name.append(name.length() % 100 == 99 ? '/' : 'k');
          }
          name.setCharAt(name.length() - 1, 'k');
          return put(name.toString(), request -> request);
        });
  }

  private void deletions() {
    trials.replaceable(
        "DeleteObjects",
        "objects are deleted one by one",
        () -> {
          List<S3Error> errors =
              client
                  .deleteObjects(
                      request -> request.bucket(bucket).delete(all -> all.objects(identified())))
                  .errors();
          check(errors.isEmpty(), errors.stream().map(S3Error::code).findFirst().orElse(""));
          return "";
        });
    trials.needed(
        "DeleteObject",
        "s3:DeleteObject",
        () -> {
          Object unused = client.deleteObject(r -> r.bucket(bucket).key(keys.getFirst()));
          return "";
        });
  }

  private List<ObjectIdentifier> identified() {
    return keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
  }

  private void clean() {
    for (String key : keys) {
      try {
        Object unused = client.deleteObject(request -> request.bucket(bucket).key(key));
      } catch (SdkException e) {
        LOG.warn("{} may be left in the bucket: {}", key, StoreFailures.reason(e));
      }
    }
  }
}
