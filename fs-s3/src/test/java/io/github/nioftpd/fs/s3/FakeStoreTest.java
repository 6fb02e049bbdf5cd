package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;

class FakeStoreTest {

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

  private static void assertRefused(int status, String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(S3Exception.class))
        .satisfies(
            e -> {
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            });
  }

  private void put(String key, String content) {
    client.putObject(r -> r.bucket("b").key(key), RequestBody.fromString(content));
  }

  private String get(String key) {
    return client.getObjectAsBytes(r -> r.bucket("b").key(key)).asUtf8String();
  }

  @Test
  void takesAnObjectWithAllThatIsSaidOfIt() {
    client.putObject(
        r ->
            r.bucket("b")
                .key("a//b ü+%20&<")
                .contentType("text/x")
                .metadata(Map.of("mtime", "1.5"))
                .storageClass(StorageClass.STANDARD_IA)
                .acl(ObjectCannedACL.PUBLIC_READ)
                .tagging("x=y")
                .serverSideEncryption("AES256"),
        RequestBody.fromString("hello"));
    FakeObject object = store.object("b", "a//b ü+%20&<");
    assertThat(object.bytes()).isEqualTo("hello".getBytes(UTF_8));
    assertThat(object.headers())
        .containsEntry("content-type", "text/x")
        .containsEntry("x-amz-meta-mtime", "1.5")
        .containsEntry("x-amz-storage-class", "STANDARD_IA")
        .containsEntry("x-amz-acl", "public-read")
        .containsEntry("x-amz-tagging", "x=y")
        .containsEntry("x-amz-server-side-encryption", "AES256");
    HeadObjectResponse head = client.headObject(r -> r.bucket("b").key("a//b ü+%20&<"));
    assertThat(head.contentLength()).isEqualTo(5);
    assertThat(head.eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
    assertThat(head.metadata()).containsEntry("mtime", "1.5");
    assertThat(head.lastModified()).isEqualTo(object.modified());
  }

  @Test
  void remembersTheRequestsAndWhoSignedThem() {
    put("a", "");
    client.listObjectsV2(r -> r.bucket("b").prefix("a/").delimiter("/"));
    assertThat(store.requests())
        .extracting(FakeRequest::operation)
        .containsExactly("PutObject", "ListObjectsV2");
    assertThat(store.requests().getFirst().key()).isEqualTo("a");
    assertThat(store.requests().getLast().accessKey()).contains("alice");
    assertThat(store.requests("ListObjectsV2").getFirst().query())
        .containsEntry("prefix", "a/")
        .containsEntry("delimiter", "/");
    store.forget();
    assertThat(store.count("PutObject")).isZero();
  }

  @Test
  void givesRangesAndTellsWhenThereIsNone() {
    put("a", "0123456789");
    assertThat(range("bytes=2-4")).isEqualTo("234");
    assertThat(range("bytes=7-")).isEqualTo("789");
    assertThat(range("bytes=-1")).isEqualTo("9");
    assertThat(range("bytes=8-100")).isEqualTo("89");
    assertRefused(416, "InvalidRange", () -> range("bytes=10-"));
    assertRefused(
        412,
        "PreconditionFailed",
        () -> client.getObjectAsBytes(r -> r.bucket("b").key("a").ifMatch("\"x\"")));
    assertRefused(404, "NoSuchKey", () -> get("nothing"));
  }

  private String range(String range) {
    return client.getObjectAsBytes(r -> r.bucket("b").key("a").range(range)).asUtf8String();
  }

  @Test
  void putsOnConditions() {
    put("a", "1");
    String etag = store.object("b", "a").etag();
    assertRefused(
        412,
        "PreconditionFailed",
        () ->
            client.putObject(
                r -> r.bucket("b").key("a").ifNoneMatch("*"), RequestBody.fromString("2")));
    client.putObject(
        r -> r.bucket("b").key("a").ifMatch(etag.replace("\"", "")), RequestBody.fromString("3"));
    assertRefused(
        412,
        "PreconditionFailed",
        () ->
            client.putObject(
                r -> r.bucket("b").key("a").ifMatch(etag), RequestBody.fromString("4")));
    assertThat(get("a")).isEqualTo("3");
  }

  @Test
  void listsPageByPageInTheOrderOfUtf8WithCommonPrefixes() {
    for (String key :
        List.of("d/1", "d/2", "d/sub/x", "d/", "e\uFFFD", "e\uD83D\uDE00", "a\u0001")) {
      put(key, key);
    }
    store.pageSize(2);
    List<String> keys = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    for (ListObjectsV2Response page :
        client.listObjectsV2Paginator(
            r -> r.bucket("b").delimiter("/").encodingType(EncodingType.URL))) {
      page.contents().forEach(object -> keys.add(object.key()));
      page.commonPrefixes().stream().map(CommonPrefix::prefix).forEach(prefixes::add);
    }
    assertThat(keys).containsExactly("a\u0001", "e\uFFFD", "e\uD83D\uDE00");
    assertThat(prefixes).containsExactly("d/");
    assertThat(store.count("ListObjectsV2")).isEqualTo(2);
    assertThat(list("d/", "")).containsExactly("d/", "d/1", "d/2", "d/sub/x");
    assertThat(list("d/", "d/1")).containsExactly("d/2", "d/sub/x");
  }

  private List<String> list(String prefix, String after) {
    return client
        .listObjectsV2Paginator(r -> r.bucket("b").prefix(prefix).startAfter(after))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  @Test
  void copiesWithOldOrNewMetadata() {
    client.putObject(
        r -> r.bucket("b").key("a b").metadata(Map.of("mtime", "1")), RequestBody.fromString("x"));
    client.copyObject(
        r -> r.sourceBucket("b").sourceKey("a b").destinationBucket("b").destinationKey("c"));
    client.copyObject(
        r ->
            r.sourceBucket("b")
                .sourceKey("a b")
                .destinationBucket("b")
                .destinationKey("d")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("mtime", "2")));
    assertThat(store.object("b", "c").metadata("mtime")).contains("1");
    assertThat(store.object("b", "d").metadata("mtime")).contains("2");
    assertThat(get("c") + get("d")).isEqualTo("xx");
    assertRefused(
        400,
        "InvalidRequest",
        () ->
            client.copyObject(
                r ->
                    r.sourceBucket("b")
                        .sourceKey("a b")
                        .destinationBucket("b")
                        .destinationKey("a b")));
  }

  @Test
  void deletesSeveralAndTellsWhichItDidNot() {
    put("a", "");
    put("b", "");
    store.refuseDeletion("a", "AccessDenied");
    var answer =
        client.deleteObjects(
            r ->
                r.bucket("b")
                    .delete(d -> d.objects(identifier("a"), identifier("b"), identifier("none"))));
    assertThat(answer.errors())
        .extracting(e -> e.key() + " " + e.code())
        .containsExactly("a AccessDenied");
    assertThat(answer.deleted()).hasSize(2);
    assertThat(store.objects("b").keySet()).containsExactly("a");
    assertRefused(403, "AccessDenied", () -> client.deleteObject(r -> r.bucket("b").key("a")));
  }

  private static ObjectIdentifier identifier(String key) {
    return ObjectIdentifier.builder().key(key).build();
  }

  @Test
  void doesNotGiveWhatIsArchived() {
    store.put("b", "a", new byte[1], Map.of("x-amz-storage-class", "GLACIER"));
    assertRefused(403, "InvalidObjectState", () -> get("a"));
    assertThat(client.headObject(r -> r.bucket("b").key("a")).storageClass())
        .isEqualTo(StorageClass.GLACIER);
  }

  @Test
  void knowsWhichBucketsThereAre() {
    client.headBucket(r -> r.bucket("b"));
    client.createBucket(r -> r.bucket("other"));
    client.deleteBucket(r -> r.bucket("other"));
    assertThatThrownBy(() -> client.headBucket(r -> r.bucket("other")))
        .asInstanceOf(type(S3Exception.class))
        .extracting(S3Exception::statusCode)
        .isEqualTo(404);
  }
}
