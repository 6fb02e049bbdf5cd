package io.github.nioftpd.fs.s3;

import io.github.nioftpd.Installed;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A store that tests run against: S3Proxy in this process, which keeps everything in memory; Ceph,
 * MinIO or Swift in processes of their own; or the endpoint that the environment names with {@code
 * NIOFTPD_S3_ENDPOINT}, {@code NIOFTPD_S3_ACCESS_KEY}, {@code NIOFTPD_S3_SECRET_KEY} and, if it
 * matters, {@code NIOFTPD_S3_REGION}. There is one of each in a JVM, made when it is first asked
 * for. Safe for use by several threads.
 */
public final class TestStore {

  private static final String PREFIX = "NIOFTPD_S3_";
  private static final String PROXY = "S3Proxy";
  private static final String ACCESS_KEY = "test-access";
  private static final String SECRET_KEY = "test-secret";

  private final String name;
  private final URI endpoint;
  private final String region;
  private final String accessKey;
  private final String secretKey;
  private final S3Client client;
  private final Queue<String> buckets = new ConcurrentLinkedQueue<>();

  private TestStore(String name, URI endpoint, String region, String accessKey, String secretKey) {
    this.name = name;
    this.endpoint = endpoint;
    this.region = region;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    client = client(endpoint, region, accessKey, secretKey);
  }

  private static final class InProcess {
    static final TestStore STORE = inProcess();
  }

  private static final class Ceph {
    static final TestStore STORE = process("Ceph", "ceph.sh", 2, ACCESS_KEY);
  }

  private static final class Minio {
    static final TestStore STORE = process("MinIO", "minio.sh", 1, ACCESS_KEY);
  }

  private static final class Swift {
    static final TestStore STORE = process("Swift", "swift.sh", 5, "tests:access");
  }

  private static final class Named {
    static final Optional<TestStore> STORE = named(System.getenv());
  }

  /** The store of most tests: the one that the environment names, or else S3Proxy. */
  public static TestStore shared() {
    return Named.STORE.orElseGet(TestStore::proxy);
  }

  /** S3Proxy, in this process. */
  public static TestStore proxy() {
    return InProcess.STORE;
  }

  /** Ceph, in processes of its own; the test is skipped or fails where it is not installed. */
  public static TestStore ceph() {
    lackOfCeph().ifPresent(Installed::missing);
    return Ceph.STORE;
  }

  /** The programs that are missing for Ceph, in a sentence, if any is. */
  public static Optional<String> lackOfCeph() {
    return Installed.lack("radosgw", "ceph-osd", "ceph-mon", "ceph", "bash");
  }

  /** MinIO, like {@link #ceph}. */
  public static TestStore minio() {
    Installed.lack("minio", "bash").ifPresent(Installed::missing);
    return Minio.STORE;
  }

  /** OpenStack Swift with its middleware s3api, like {@link #ceph}. */
  public static TestStore swift() {
    Installed.lack(
            "swift-account-server",
            "swift-container-server",
            "swift-object-server",
            "swift-proxy-server",
            "memcached",
            "bash")
        .ifPresent(Installed::missing);
    return Swift.STORE;
  }

  private static TestStore process(String name, String script, int ports, String accessKey) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ACCESS_KEY", accessKey);
    environment.put("SECRET_KEY", SECRET_KEY);
    if (name.equals("MinIO")) {
      environment.put("MINIO", Installed.program("minio").toString());
    }
    URI endpoint = StoreProcess.start(script, ports, environment);
    return new TestStore(name, endpoint, "us-east-1", accessKey, SECRET_KEY);
  }

  private static Optional<TestStore> named(Map<String, String> environment) {
    String endpoint = environment.getOrDefault(PREFIX + "ENDPOINT", "");
    if (endpoint.isEmpty()) {
      return Optional.empty();
    }
    TestStore store =
        new TestStore(
            endpoint,
            URI.create(endpoint),
            environment.getOrDefault(PREFIX + "REGION", "us-east-1"),
            required(environment, "ACCESS_KEY"),
            required(environment, "SECRET_KEY"));
    Runtime.getRuntime().addShutdownHook(new Thread(store::removeBuckets));
    return Optional.of(store);
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(PREFIX + name);
    if (value == null) {
      throw new IllegalStateException(
          PREFIX + "ENDPOINT is set in the environment and " + PREFIX + name + " is not");
    }
    return value;
  }

  /**
   * Deletes objects one after the other. S3Proxy does so in parallel, which leaves an empty
   * directory behind now and then, and lists it as a prefix.
   */
  private static final class OrderedDeletions extends ForwardingBlobStore {
    OrderedDeletions(BlobStore store) {
      super(store);
    }

    @Override
    public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
      List<DeletedObject> deleted = new ArrayList<>();
      for (ObjectIdentifier object : request.delete().objects()) {
        removeBlob(
            DeleteObjectRequest.builder().bucket(request.bucket()).key(object.key()).build());
        deleted.add(DeletedObject.builder().key(object.key()).build());
      }
      return DeleteObjectsResponse.builder().deleted(deleted).build();
    }
  }

  private static TestStore inProcess() {
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(new OrderedDeletions(new TransientNio2BlobStore()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .ignoreUnknownHeaders(true)
            .build();
    try {
      proxy.start();
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy does not start", e);
    }
    URI endpoint = URI.create("http://127.0.0.1:" + proxy.getPort());
    return new TestStore(PROXY, endpoint, "us-east-1", ACCESS_KEY, SECRET_KEY);
  }

  /**
   * A plain client that is good for any store of today and yesterday.
   *
   * @return a client that the caller closes
   */
  public static S3Client client(URI endpoint, String region, String accessKey, String secretKey) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
        .forcePathStyle(true)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
        .httpClientBuilder(Apache5HttpClient.builder().maxConnections(64))
        .build();
  }

  /** Where the store is. */
  public URI endpoint() {
    return endpoint;
  }

  /** The region that requests are signed for. */
  public String region() {
    return region;
  }

  /** The access key that may do everything. */
  public String accessKey() {
    return accessKey;
  }

  /** The secret that belongs to the access key. */
  public String secretKey() {
    return secretKey;
  }

  /** Whether this is S3Proxy, which cannot hold every key and every fault of a real store. */
  public boolean isProxy() {
    return name.equals(PROXY);
  }

  /** Whether objects can have tags. */
  boolean hasTags() {
    return !isProxy() && !name.equals("Swift");
  }

  /** A client to look at what a test has made; it belongs to the store and stays open. */
  public S3Client client() {
    return client;
  }

  /**
   * Creates a bucket for one test. That of a store that the environment names is removed with all
   * that is in it when the JVM ends; other stores end with it.
   *
   * @return its name
   */
  public String newBucket() {
    String bucket = "nioftpd-" + UUID.randomUUID().toString().toLowerCase(Locale.ROOT);
    client.createBucket(request -> request.bucket(bucket));
    buckets.add(bucket);
    return bucket;
  }

  /**
   * Where a bucket is, as the program takes it.
   *
   * @param bucket its name
   * @param address where the store answers
   */
  public String location(String bucket, URI address) throws IOException {
    return "s3://%s?endpoint=%s&region=%s&access-key=%s&secret-key=%s"
        .formatted(bucket, address, region, accessKey, TestBucket.secret(secretKey));
  }

  private void removeBuckets() {
    for (String bucket = buckets.poll(); bucket != null; bucket = buckets.poll()) {
      try {
        remove(bucket);
      } catch (RuntimeException e) {
        System.err.println("the bucket " + bucket + " stays: " + e.getMessage());
      }
    }
  }

  private void remove(String bucket) {
    List<S3Object> page = page(bucket);
    while (!page.isEmpty()) {
      List<ObjectIdentifier> keys =
          page.stream().map(o -> ObjectIdentifier.builder().key(o.key()).build()).toList();
      List<S3Error> errors =
          client.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(keys))).errors();
      if (!errors.isEmpty()) {
        throw new IllegalStateException(errors.getFirst().toString());
      }
      page = page(bucket);
    }
    for (MultipartUpload upload :
        client.listMultipartUploads(request -> request.bucket(bucket)).uploads()) {
      client.abortMultipartUpload(
          request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
    }
    client.deleteBucket(request -> request.bucket(bucket));
  }

  private List<S3Object> page(String bucket) {
    return client.listObjectsV2(request -> request.bucket(bucket)).contents();
  }

  @Override
  public String toString() {
    return name;
  }
}
