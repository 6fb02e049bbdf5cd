package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

class FakeMultipartTest {

  private FakeStore store;
  private S3Client client;

  @BeforeEach
  void start() throws IOException {
    store = FakeStore.start().bucket("b").smallestPart(3);
    client = TestStore.client(store.endpoint(), "us-east-1", "alice", "secret");
  }

  @AfterEach
  void stop() {
    client.close();
    store.close();
  }

  private static void assertRefused(int status, String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(S3Exception.class))
        .satisfies(
            e -> {
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            });
  }

  private String begin(String key) {
    return client
        .createMultipartUpload(r -> r.bucket("b").key(key).metadata(Map.of("mtime", "7")))
        .uploadId();
  }

  private CompletedPart part(String id, int number, String content) {
    String etag =
        client
            .uploadPart(
                r -> r.bucket("b").key("k").uploadId(id).partNumber(number),
                RequestBody.fromString(content))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private String complete(String id, List<CompletedPart> parts) {
    return client
        .completeMultipartUpload(
            r -> r.bucket("b").key("k").uploadId(id).multipartUpload(m -> m.parts(parts)))
        .eTag();
  }

  @Test
  void joinsTheParts() {
    String id = begin("k");
    CompletedPart second = part(id, 5, "b");
    CompletedPart first = part(id, 1, "aaaa");
    assertThat(store.objects("b")).isEmpty();
    assertThat(store.uploads()).extracting(FakeUpload::id).containsExactly(id);
    assertThat(complete(id, List.of(first, second))).endsWith("-2\"");
    assertThat(store.object("b", "k").bytes()).isEqualTo("aaaab".getBytes(UTF_8));
    assertThat(store.object("b", "k").metadata("mtime")).contains("7");
    assertThat(store.uploads()).isEmpty();
    assertThat(
            client.getObjectAsBytes(r -> r.bucket("b").key("k").range("bytes=3-4")).asUtf8String())
        .isEqualTo("ab");
  }

  @Test
  void refusesPartsThatAreTooSmallMissingOrOutOfOrder() {
    String id = begin("k");
    CompletedPart first = part(id, 1, "aa");
    CompletedPart second = part(id, 2, "bbb");
    CompletedPart lost = CompletedPart.builder().partNumber(3).eTag("\"0\"").build();
    assertRefused(400, "EntityTooSmall", () -> complete(id, List.of(first, second)));
    assertRefused(400, "InvalidPart", () -> complete(id, List.of(second, lost)));
    assertRefused(400, "InvalidPartOrder", () -> complete(id, List.of(second, first)));
    assertThat(store.uploads()).hasSize(1);
    complete(id, List.of(second));
    assertRefused(404, "NoSuchUpload", () -> complete(id, List.of(second)));
  }

  @Test
  void completesOnConditions() {
    String id = begin("k");
    List<CompletedPart> parts = List.of(part(id, 1, "new"));
    store.put("b", "k", "old".getBytes(UTF_8));
    assertRefused(
        412,
        "PreconditionFailed",
        () ->
            client.completeMultipartUpload(
                r ->
                    r.bucket("b")
                        .key("k")
                        .uploadId(id)
                        .ifNoneMatch("*")
                        .multipartUpload(m -> m.parts(parts))));
    assertThat(store.object("b", "k").bytes()).isEqualTo("old".getBytes(UTF_8));
    assertThat(store.uploads()).hasSize(1);
  }

  @Test
  void copiesRangesIntoParts() {
    store.put("b", "old", "0123456789".getBytes(UTF_8));
    String id = begin("k");
    String etag =
        client
            .uploadPartCopy(
                r ->
                    r.sourceBucket("b")
                        .sourceKey("old")
                        .destinationBucket("b")
                        .destinationKey("k")
                        .uploadId(id)
                        .partNumber(1)
                        .copySourceRange("bytes=2-5"))
            .copyPartResult()
            .eTag();
    CompletedPart copied = CompletedPart.builder().partNumber(1).eTag(etag).build();
    complete(id, List.of(copied, part(id, 2, "!")));
    assertThat(store.object("b", "k").bytes()).isEqualTo("2345!".getBytes(UTF_8));
  }

  @Test
  void listsUploadsAndPartsPageByPage() {
    store.pageSize(1);
    Instant old = Instant.parse("2026-01-02T03:04:05Z");
    store.leaveUpload("b", "a", old);
    store.leaveUpload("b", "a", old.plusSeconds(1));
    String id = begin("k");
    List<MultipartUpload> uploads = new ArrayList<>();
    client.listMultipartUploadsPaginator(r -> r.bucket("b")).uploads().forEach(uploads::add);
    assertThat(uploads).extracting(MultipartUpload::key).containsExactly("a", "a", "k");
    assertThat(uploads.getFirst().initiated()).isEqualTo(old);
    part(id, 2, "bbb");
    part(id, 7, "c");
    List<Part> parts = new ArrayList<>();
    client.listPartsPaginator(r -> r.bucket("b").key("k").uploadId(id)).parts().forEach(parts::add);
    assertThat(parts).extracting(Part::partNumber).containsExactly(2, 7);
    assertThat(parts).extracting(Part::size).containsExactly(3L, 1L);
  }

  @Test
  void forgetsWhatIsAborted() {
    String id = begin("k");
    part(id, 1, "aaa");
    client.abortMultipartUpload(r -> r.bucket("b").key("k").uploadId(id));
    assertThat(store.uploads()).isEmpty();
    assertRefused(404, "NoSuchUpload", () -> part(id, 2, "b"));
  }

  @Test
  void keepsSizesAloneWhenContentIsDiscarded() {
    store.discardContent(true);
    String id = begin("k");
    complete(id, List.of(part(id, 1, "aaa"), part(id, 2, "b")));
    assertThat(store.object("b", "k").size()).isEqualTo(4);
    assertThat(client.getObjectAsBytes(r -> r.bucket("b").key("k")).asByteArray())
        .isEqualTo(new byte[4]);
  }
}
