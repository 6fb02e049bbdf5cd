package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

class FakeFaultTest {

  private FakeStore store;
  private S3Client client;

  @BeforeEach
  void start() throws IOException {
    store = FakeStore.start().bucket("b");
    client = TestStore.client(store.endpoint(), "us-east-1", "alice", "secret");
  }

  @AfterEach
  void stop() {
    client.close();
    store.close();
  }

  private void put(String key) {
    client.putObject(r -> r.bucket("b").key(key), RequestBody.fromBytes(new byte[100_000]));
  }

  @Test
  void strikesTheNthRequestAlone() {
    FakeFault fault = store.on("PutObject").nth(2).fail(503, "SlowDown");
    put("a");
    put("b");
    assertThat(fault.struck()).isEqualTo(1);
    assertThat(store.count("PutObject")).as("the SDK tries again").isEqualTo(3);
    assertThat(store.objects("b")).hasSize(2);
  }

  @Test
  void refusesAsOftenAsItIsTold() {
    store.on("PutObject").key("a").fail(403, "AccessDenied");
    assertThatThrownBy(() -> put("a"))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("AccessDenied");
    put("b");
    store.heal();
    put("a");
  }

  @Test
  void closesTheConnectionBeforeTheAnswer() {
    store.on("PutObject").times(1).reset();
    put("a");
    assertThat(store.count("PutObject")).isEqualTo(2);
  }

  @Test
  void doesWhatItIsAskedForAndDropsTheAnswer() throws InterruptedException {
    CountDownLatch second = new CountDownLatch(1);
    store.on("PutObject").times(1).dropAnswer();
    store.on("PutObject").nth(2).until(second).fail(403, "AccessDenied");
    Thread upload = Thread.ofVirtual().start(() -> assertThatThrownBy(() -> put("a")));
    try {
      store.awaitCount("PutObject", 2);
      assertThat(store.objects("b")).containsOnlyKeys("a");
    } finally {
      second.countDown();
    }
    upload.join();
  }

  @Test
  void cutsABodyInTheMiddle() {
    store.putZeros("b", "a", 1_000_000);
    FakeFault fault = store.on("GetObject").times(1).cutAfter(300_000);
    assertThatThrownBy(
            () -> {
              try (InputStream in = client.getObject(r -> r.bucket("b").key("a"))) {
                in.readAllBytes();
              }
            })
        .isInstanceOf(IOException.class);
    assertThat(fault.struck()).isEqualTo(1);
    assertThat(store.requests("GetObject").getFirst().sent()).hasValue(300_000);
    assertThat(client.getObjectAsBytes(r -> r.bucket("b").key("a")).asByteArray())
        .hasSize(1_000_000);
  }

  @Test
  void hidesAnErrorInASuccess() {
    store.put("b", "a", new byte[1]);
    store.on("CopyObject").okWithError("InternalError");
    assertThatThrownBy(
            () ->
                client.copyObject(
                    r ->
                        r.sourceBucket("b")
                            .sourceKey("a")
                            .destinationBucket("b")
                            .destinationKey("c")))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("InternalError");
    assertThat(store.objects("b")).containsOnlyKeys("a");
  }

  @Test
  void takesItsTime() {
    store.putZeros("b", "a", 50_000).bandwidthPerConnection(200_000);
    store.on("GetObject").delay(Duration.ofMillis(100));
    long start = System.nanoTime();
    assertThat(client.getObjectAsBytes(r -> r.bucket("b").key("a")).asByteArray()).hasSize(50_000);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(340));
  }

  @Test
  void tellsWhatIsInWork() throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    store.on("HeadBucket").until(gate);
    Thread one = Thread.ofVirtual().start(() -> client.headBucket(r -> r.bucket("b")));
    Thread other = Thread.ofVirtual().start(() -> client.headBucket(r -> r.bucket("b")));
    store.awaitInWork("HeadBucket", 2);
    gate.countDown();
    one.join();
    other.join();
    assertThat(store.mostAtOnce("HeadBucket")).isEqualTo(2);
  }

  @Test
  void failsAllThatIsLeftWhenItIsClosed() throws InterruptedException {
    store.on("HeadBucket").delay(Duration.ofHours(1));
    Thread request =
        Thread.ofVirtual()
            .start(
                () ->
                    assertThatThrownBy(() -> client.headBucket(r -> r.bucket("b")))
                        .isInstanceOf(SdkClientException.class));
    store.awaitInWork("HeadBucket", 1);
    store.close();
    request.join();
  }

  @Test
  void letsARoleBeAssumed() {
    URI endpoint = store.endpoint();
    try (StsClient sts =
        StsClient.builder()
            .endpointOverride(endpoint)
            .region(client.serviceClientConfiguration().region())
            .credentialsProvider(client.serviceClientConfiguration().credentialsProvider())
            .build()) {
      String arn = "arn:aws:iam::123456789012:role/team/reader";
      var credentials = sts.assumeRole(r -> r.roleArn(arn).roleSessionName("s")).credentials();
      assertThat(credentials.accessKeyId()).isEqualTo("ASIAreader");
      assertThat(store.requests("AssumeRole").getFirst().query()).containsEntry("RoleArn", arn);
      store.on("AssumeRole").fail(403, "AccessDenied");
      assertThatThrownBy(() -> sts.assumeRole(r -> r.roleArn(arn).roleSessionName("s")))
          .isInstanceOf(StsException.class)
          .hasMessageContaining("AccessDenied");
    }
  }
}
