package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class TestStoreTest {

  private final TestStore store = TestStore.shared();

  @Test
  void keepsGivesAndListsObjects() {
    S3Client client = store.client();
    String bucket = store.newBucket();
    client.putObject(r -> r.bucket(bucket).key("a/b c.txt"), RequestBody.fromString("hello"));
    client.putObject(r -> r.bucket(bucket).key("a/empty"), RequestBody.empty());
    assertThat(client.getObjectAsBytes(r -> r.bucket(bucket).key("a/b c.txt")).asUtf8String())
        .isEqualTo("hello");
    assertThat(client.listObjectsV2(r -> r.bucket(bucket).prefix("a/")).contents())
        .extracting(S3Object::key)
        .containsExactly("a/b c.txt", "a/empty");
  }

  @Test
  void givesEveryTestABucketOfItsOwn() {
    assertThat(store.newBucket()).isNotEqualTo(store.newBucket());
  }
}
