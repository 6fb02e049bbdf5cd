package io.github.nioftpd.fs.s3;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A multipart upload that is neither completed nor aborted.
 *
 * @param id its name
 * @param bucket the bucket
 * @param key the key that the object will have
 * @param initiated when it began
 * @param headers what the object will be, as in {@link FakeObject}
 * @param parts what has come, by the number of the part
 */
public record FakeUpload(
    String id,
    String bucket,
    String key,
    Instant initiated,
    Map<String, String> headers,
    ConcurrentSkipListMap<Integer, FakeObject> parts) {

  /** An upload without parts. */
  FakeUpload(String id, String bucket, String key, Instant initiated, Map<String, String> headers) {
    this(id, bucket, key, initiated, Map.copyOf(headers), new ConcurrentSkipListMap<>());
  }
}
