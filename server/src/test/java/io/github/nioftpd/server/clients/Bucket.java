package io.github.nioftpd.server.clients;

import io.github.nioftpd.fs.s3.TestStore;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of a store, accessed without the server. The server may cache attributes for some
 * seconds, so it writes what it has to see itself.
 */
record Bucket(TestStore store, String name, Relay relay, Session session) implements Contents {

  private static String key(String path) {
    return path.substring(1);
  }

  @Override
  public byte[] read(String path) {
    return store.client().getObjectAsBytes(r -> r.bucket(name).key(key(path))).asByteArray();
  }

  @Override
  public boolean exists(String path) {
    return keys(path).stream()
        .anyMatch(key -> key.equals(key(path)) || key.startsWith(key(path) + "/"));
  }

  @Override
  public void write(String path, byte[] bytes) throws IOException {
    session.write(path, bytes);
  }

  @Override
  public void makeDirectory(String path) throws IOException {
    session.makeDirectory(path);
  }

  /** The first keys with a prefix. */
  List<String> keys(String path) {
    return store.client().listObjectsV2(r -> r.bucket(name).prefix(key(path))).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  /** The metadata of an object. */
  HeadObjectResponse head(String path) {
    return store.client().headObject(r -> r.bucket(name).key(key(path)));
  }

  /** Whether an object can be requested; S3Proxy lists it a moment earlier. */
  boolean answersFor(String path) {
    try {
      return head(path) != null;
    } catch (NoSuchKeyException e) {
      return false;
    }
  }

  /** The number of unfinished multipart uploads. */
  int unfinishedUploads() {
    return store.client().listMultipartUploads(r -> r.bucket(name)).uploads().size();
  }
}
