package io.github.nioftpd.fs.s3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The small objects of a {@link StoreProbe}. Used by one thread. */
final class ProbeObjects {

  static final String CONTENT = "0123456789";

  private static final Logger LOG = LoggerFactory.getLogger(ProbeObjects.class);

  private final Store store;
  private final S3Client client;
  private final String bucket;
  private final String prefix;
  private final List<String> keys = new ArrayList<>();

  ProbeObjects(Store store, String prefix) {
    this.store = store;
    this.client = store.client();
    this.bucket = store.bucket();
    this.prefix = prefix;
  }

  /** The key of an object, which is deleted at the end. */
  String key(String name) {
    String key = prefix + name;
    if (!keys.contains(key)) {
      keys.add(key);
    }
    return key;
  }

  /** Creates an object, and returns an empty detail. */
  String put(String name, UnaryOperator<PutObjectRequest.Builder> more) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key(name))
            .metadata(Map.of(Times.KEY, "981173106.123456789"));
    store.options().apply(request, Store.Kept.NOTHING);
    Object unused = client.putObject(more.apply(request).build(), RequestBody.fromString(CONTENT));
    return "";
  }

  HeadObjectResponse head(String name) {
    return client.headObject(
        request -> request.bucket(bucket).key(key(name)).checksumMode(ChecksumMode.ENABLED));
  }

  /** The content of the first object. */
  String get(@Nullable String range, @Nullable String eTag) {
    return client
        .getObjectAsBytes(
            request -> request.bucket(bucket).key(key("object")).range(range).ifMatch(eTag))
        .asString(StandardCharsets.UTF_8);
  }

  /** All keys, for one deletion. */
  List<ObjectIdentifier> identified() {
    return keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
  }

  /** Deletes all objects. */
  void clean() {
    for (String key : keys) {
      try {
        Object unused = client.deleteObject(request -> request.bucket(bucket).key(key));
      } catch (SdkException e) {
        LOG.warn("cannot delete the test object {}: {}", key, StoreFailures.reason(e));
      }
    }
  }
}
