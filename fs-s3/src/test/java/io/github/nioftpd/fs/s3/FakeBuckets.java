package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The content and settings of the fake store. Safe for use by several threads. */
final class FakeBuckets {

  private static final Set<String> KEPT =
      Set.of(
          "content-type",
          "content-encoding",
          "content-disposition",
          "content-language",
          "cache-control",
          "expires");
  private static final Set<String> OF_THE_REQUEST =
      Set.of(
          "x-amz-acl",
          "x-amz-storage-class",
          "x-amz-tagging",
          "x-amz-website-redirect-location",
          "x-amz-expected-bucket-owner");

  private final Map<String, NavigableMap<String, FakeObject>> buckets = new ConcurrentHashMap<>();
  private final Map<String, FakeUpload> uploads = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  final Map<String, String> refusedDeletions = new ConcurrentHashMap<>();
  final Set<FakeQuirk> quirks = ConcurrentHashMap.newKeySet();
  volatile InstantSource clock = InstantSource.system();
  volatile int pageSize = 1000;
  volatile long smallestPart = 5L << 20;
  volatile long copyLimit = 5L << 30;
  volatile boolean discard;

  /** The time with the precision of S3. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  void create(String bucket) {
    buckets.computeIfAbsent(
        bucket, name -> new ConcurrentSkipListMap<>(FakeBuckets::compareAsUtf8));
  }

  void remove(String bucket) {
    if (!in(bucket).isEmpty()) {
      throw new FakeError(409, "BucketNotEmpty");
    }
    buckets.remove(bucket);
  }

  /** The objects of a bucket, in the order of S3. */
  NavigableMap<String, FakeObject> in(String bucket) {
    NavigableMap<String, FakeObject> objects = buckets.get(bucket);
    if (objects == null) {
      throw FakeError.noSuchBucket();
    }
    return objects;
  }

  NavigableMap<String, FakeObject> copyOf(String bucket) {
    return new TreeMap<>(in(bucket));
  }

  FakeObject object(String bucket, String key) {
    FakeObject object = in(bucket).get(key);
    if (object == null) {
      throw FakeError.noSuchKey();
    }
    return object;
  }

  /** Reads the content of a request. */
  FakeContent.Received receive(FakeCall call) throws IOException {
    if (quirks.contains(FakeQuirk.OBJECT_LOCK)) {
      FakeChecksum.require(call.request());
    }
    return call.receive(discard);
  }

  /** Puts an object where the conditions of a request allow it. */
  void put(FakeRequest request, Supplier<FakeObject> object) {
    lock.lock();
    try {
      FakeObject present = in(request.bucket()).get(request.key());
      if (present != null && request.header("if-none-match").isPresent()) {
        throw FakeError.preconditionFailed();
      }
      if (present == null && request.header("if-match").isPresent()) {
        throw FakeError.noSuchKey();
      }
      if (present != null) {
        requireMatch(request, "if-match", present);
      }
      in(request.bucket()).put(request.key(), object.get());
    } finally {
      lock.unlock();
    }
  }

  /** Lets pass what has the entity tag that a header names, if it names any. */
  static void requireMatch(FakeRequest request, String header, FakeObject present) {
    String wanted = request.header(header).orElse("*");
    if (!wanted.equals("*")
        && !FakeObject.unquoted(wanted).equals(FakeObject.unquoted(present.etag()))) {
      throw FakeError.preconditionFailed();
    }
  }

  FakeUpload begin(String bucket, String key, Instant initiated, Map<String, String> headers) {
    in(bucket);
    String id = UUID.randomUUID().toString();
    FakeUpload upload = new FakeUpload(id, bucket, key, initiated, headers);
    uploads.put(id, upload);
    return upload;
  }

  FakeUpload upload(FakeRequest request) {
    FakeUpload upload = uploads.get(request.parameter("uploadId", ""));
    if (upload == null || !upload.key().equals(request.key())) {
      throw FakeError.noSuchUpload();
    }
    return upload;
  }

  /** Ends an upload; only one of several requests does. */
  void end(FakeUpload upload) {
    if (uploads.remove(upload.id()) == null) {
      throw FakeError.noSuchUpload();
    }
  }

  /** The uploads that are open, in the order of their keys and then of their beginning. */
  List<FakeUpload> uploads() {
    List<FakeUpload> open = new ArrayList<>(uploads.values());
    open.sort(
        Comparator.comparing(FakeUpload::key, FakeBuckets::compareAsUtf8)
            .thenComparing(FakeUpload::initiated)
            .thenComparing(FakeUpload::id));
    return open;
  }

  /** The request headers that an object keeps. */
  static Map<String, String> described(FakeRequest request) {
    Map<String, String> headers = new HashMap<>(metadata(request.headers()));
    headers.putAll(ofTheRequest(request.headers()));
    return headers;
  }

  /** The part of it that a copy takes along. */
  static Map<String, String> metadata(Map<String, String> headers) {
    Map<String, String> kept = new HashMap<>(headers);
    kept.keySet().removeIf(name -> !KEPT.contains(name) && !name.startsWith("x-amz-meta-"));
    return kept;
  }

  /** The part of it that a copy has to be told anew. */
  static Map<String, String> ofTheRequest(Map<String, String> headers) {
    Map<String, String> kept = new HashMap<>(headers);
    kept.keySet()
        .removeIf(
            name ->
                !OF_THE_REQUEST.contains(name) && !name.startsWith("x-amz-server-side-encryption"));
    return kept;
  }

  /** Strings compare by UTF-16, S3 by UTF-8: surrogates come last there. */
  static int compareAsUtf8(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        boolean differ = Character.isSurrogate(a) != Character.isSurrogate(b);
        return differ ? Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b)) : a - b;
      }
    }
    return one.length() - other.length();
  }
}
