package io.github.nioftpd.server.clients;

import io.github.nioftpd.fs.s3.TestStore;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of a store, looked at past the server. What the server believes for some seconds is
 * written by it.
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

  /** The first keys that begin with a path. */
  List<String> keys(String path) {
    return store.client().listObjectsV2(r -> r.bucket(name).prefix(key(path))).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  /** What the store knows of an object. */
  HeadObjectResponse head(String path) {
    return store.client().headObject(r -> r.bucket(name).key(key(path)));
  }

  /** Whether the store answers for an object; S3Proxy lists one a moment before it does. */
  boolean answersFor(String path) {
    try {
      return head(path) != null;
    } catch (NoSuchKeyException e) {
      return false;
    }
  }

  /** How many uploads in parts are neither done nor given up. */
  int unfinishedUploads() {
    return store.client().listMultipartUploads(r -> r.bucket(name)).uploads().size();
  }
}
