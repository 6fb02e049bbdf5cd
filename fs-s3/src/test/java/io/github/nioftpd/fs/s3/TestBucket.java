package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Opens buckets: those of the store that most tests run against, or of a certain one. */
final class TestBucket {

  private TestBucket() {}

  static S3FileSystem open(String... settings) throws IOException {
    return open(TestStore.shared(), settings);
  }

  /** Opens a new bucket of a certain store. */
  static S3FileSystem open(TestStore store, String... settings) throws IOException {
    return S3FileSystem.open(S3Settings.of(store.newBucket(), "", settings(store, settings)));
  }

  /** Opens the bucket {@code bbb} of a fake, which is made if there is none. */
  static S3FileSystem open(FakeStore fake, String... settings) throws IOException {
    return S3FileSystem.open(settings(fake, settings));
  }

  static S3Settings settings(FakeStore fake, String... more) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("endpoint", fake.bucket("bbb").endpoint().toString());
    settings.put("access-key", "fake-access");
    settings.put("secret-key", secret("fake-secret"));
    settings.put("stale-uploads", "off");
    settings.put("part-size", "5m");
    settings.put("retry", "2s");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return S3Settings.of("bbb", "", settings);
  }

  static S3FileSystem at(String bucket, String prefix, String... settings) throws IOException {
    return S3FileSystem.open(S3Settings.of(bucket, prefix, settings(settings)));
  }

  static S3FileSystem watched(ExecutionInterceptor interceptor, String bucket, String... settings)
      throws IOException {
    return S3FileSystem.open(S3Settings.of(bucket, "", settings(settings)), interceptor);
  }

  /** Where a secret is, as settings say it. */
  static String secret(String key) throws IOException {
    Path file = Files.createTempFile("secret", "");
    file.toFile().deleteOnExit();
    return "file:" + Files.writeString(file, key + "\n");
  }

  /** The settings that lead to the store, and those that are given as pairs. */
  static Map<String, String> settings(String... more) throws IOException {
    return settings(TestStore.shared(), more);
  }

  static Map<String, String> settings(TestStore store, String... more) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("endpoint", store.endpoint().toString());
    settings.put("region", store.region());
    settings.put("access-key", store.accessKey());
    settings.put("secret-key", secret(store.secretKey()));
    settings.put("stale-uploads", "off");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }
}
