package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.Backend;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {

  private final Backend backend = new S3Backend();
  private FakeStore fake;

  @BeforeEach
  void start() throws IOException {
    fake = FakeStore.start();
    fake.bucket("bbb");
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  private S3FileSystem open(String... settings) throws IOException {
    return TestBucket.open(fake, settings);
  }

  @Test
  void theServiceLoaderFindsIt() {
    assertThat(ServiceLoader.load(Backend.class).stream().map(ServiceLoader.Provider::get))
        .extracting(Backend::scheme)
        .contains("s3");
  }

  @Test
  void theLocationOfAnEntryIsItsBucketAndKey() throws IOException {
    try (S3FileSystem fileSystem = open()) {
      assertThat(fileSystem.location(fileSystem.getPath("/d e/f")))
          .hasToString("Optional[s3://bbb/d%20e/f]");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "colour, blue, 's3 has no setting \"colour\"; it has access-key'",
    "endpoint, host:9000, 'endpoint of s3 is an address such as https://host:port'",
    "endpoint, https://user:pw@host, 'endpoint of s3 is an address'",
    "preset, azure, 'is not aws, ceph, minio, r2 or generic'",
    "preset, minio, 'requires the setting endpoint'",
    "path-style, perhaps, 'path-style of s3 is true or false'",
    "part-size, 1m, 'part-size of s3 is a size from 5M to 256M'",
    "part-size, big, 'part-size of s3 is a size'",
    "concurrency, 0, 'concurrency of s3 is a number from 1 to 64'",
    "cache, 5, 'cache of s3 is a time such as 500ms, 5s'",
    "encryption, rot13, 'none, sse-s3 or sse-kms'",
    "acl, everybody, 'is not one of'",
    "storage-class, 'a b', 'a storage class such as STANDARD_IA'",
    "tags, alone, 'a list such as team=blue'",
    "access-key, abc, 'require each other'",
    "secret-key, hidden, 'says where the secret is, as file:PATH or env:NAME'",
    "session-token, hidden, 'says where the secret is'",
    "secret-key, file:/no/such/file, 'cannot be read: file:/no/such/file'",
    "secret-key, env:NIOFTPD_NO_SUCH, 'names a variable that is not set'",
    "memory, 1m, 'smaller than part-size'",
  })
  void aSettingThatMakesNoSenseIsOneSentence(String name, String value, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> backend.open(URI.create("s3://bbb"), Map.of("region", "r", name, value)))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n", "hidden"))
        .withMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "s3:/x, no bucket in the location",
    "s3://key:secret@bbb, contains credentials",
    "s3:bbb, no bucket in the location",
    "s3://a, is not a valid bucket name"
  })
  void aLocationWithoutABucketIsRefused(String location, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> backend.open(URI.create(location), Map.of()))
        .withMessageContaining(sentence);
  }

  @Test
  void aBucketThatDoesNotExistIsToldAtOnce() throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("endpoint", fake.endpoint().toString());
    settings.put("anonymous", "true");
    assertThatThrownBy(() -> backend.open(URI.create("s3://missing"), settings))
        .isInstanceOf(IOException.class)
        .hasMessage("bucket missing does not exist at " + fake.endpoint());
  }

  @Test
  void theDescriptionTellsWhereAndNoSecret() throws IOException {
    try (S3FileSystem fileSystem = open()) {
      assertThat(fileSystem.description())
          .isEqualTo("bucket s3://bbb/ at " + fake.endpoint() + ", partial uploads are kept");
      assertThat(fileSystem.settings().toString()).doesNotContain("fake-secret");
    }
  }

  @Test
  void objectsAreStoredAsTheSettingsSay() throws IOException {
    try (S3FileSystem fileSystem =
        open(
            "storage-class", "standard-ia",
            "kms-key", "key-1",
            "acl", "bucket-owner-full-control",
            "tags", "team=blue,origin=ftp")) {
      Files.write(fileSystem.getPath("/small"), new byte[3]);
      Files.write(fileSystem.getPath("/large"), new byte[6 << 20]);
      Files.copy(fileSystem.getPath("/small"), fileSystem.getPath("/copy"));
    }
    for (String operation : List.of("PutObject", "CreateMultipartUpload", "CopyObject")) {
      FakeRequest request = fake.requests(operation).getFirst();
      assertThat(request.header("x-amz-storage-class")).contains("STANDARD_IA");
      assertThat(request.header("x-amz-server-side-encryption")).contains("aws:kms");
      assertThat(request.header("x-amz-server-side-encryption-aws-kms-key-id")).contains("key-1");
      assertThat(request.header("x-amz-acl")).contains("bucket-owner-full-control");
      if (!operation.equals("CopyObject")) {
        assertThat(request.header("x-amz-tagging")).contains("team=blue&origin=ftp");
      }
    }
  }

  @Test
  void twoFileSystemsHaveTheirOwnKeys() throws IOException {
    try (S3FileSystem one = open("access-key", "alice", "secret-key", TestBucket.secret("1"));
        S3FileSystem two = open("access-key", "bob", "secret-key", TestBucket.secret("2"))) {
      fake.forget();
      Files.write(one.getPath("/a"), new byte[1]);
      Files.write(two.getPath("/b"), new byte[1]);
      assertThat(fake.requests("PutObject"))
          .extracting(request -> request.accessKey().orElse(""))
          .containsExactly("alice", "bob");
    }
  }

  @Test
  void aRoleIsAssumed() throws IOException {
    try (S3FileSystem fileSystem =
        open(
            "role-arn", "arn:aws:iam::123456789012:role/ftp",
            "external-id", "x-1",
            "sts-endpoint", fake.endpoint().toString())) {
      Files.write(fileSystem.getPath("/a"), new byte[1]);
    }
    FakeRequest assume = fake.requests("AssumeRole").getFirst();
    assertThat(assume.accessKey()).contains("fake-access");
    assertThat(assume.query())
        .containsEntry("RoleSessionName", "nioftpd")
        .containsEntry("RoleArn", "arn:aws:iam::123456789012:role/ftp")
        .containsEntry("ExternalId", "x-1");
    assertThat(fake.requests("PutObject").getFirst().accessKey().orElse(""))
        .isNotEmpty()
        .isNotEqualTo("fake-access");
  }

  @ParameterizedTest
  @CsvSource({
    "ann, ann",
    "ann@example.org, ann@example.org",
    "'Zoë & Co/1', Zo----Co-1",
    "z, z-",
    "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff12345,"
        + " aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff1234",
  })
  void theSessionInARoleHasTheNameOfTheUser(String user, String session) throws IOException {
    String role = "arn:aws:iam::123456789012:role/ftp";
    Map<String, String> added = backend.settingsOf(user, Map.of("role-arn", role));
    assertThat(added).containsOnlyKeys("role-session");
    assertThat(backend.settingsOf(user, Map.of("region", "r"))).isEmpty();
    assertThat(backend.settingsOf(user, Map.of("role-arn", role, "role-session", "x"))).isEmpty();
    try (S3FileSystem fileSystem =
        open(
            "role-arn", role,
            "role-session", added.get("role-session"),
            "sts-endpoint", fake.endpoint().toString())) {
      assertThat(fileSystem.isOpen()).isTrue();
    }
    assertThat(fake.requests("AssumeRole").getFirst().query())
        .containsEntry("RoleSessionName", session);
  }

  @ParameterizedTest
  @CsvSource({"true, [0-9a-f]{64}", "false, UNSIGNED-PAYLOAD"})
  void theContentIsSignedWhereThatIsWanted(String signed, String hash) throws IOException {
    try (S3FileSystem fileSystem = open("sign-payload", signed)) {
      Files.write(fileSystem.getPath("/a"), new byte[10]);
      Files.write(fileSystem.getPath("/empty"), new byte[0]);
    }
    assertThat(fake.requests("PutObject"))
        .allSatisfy(put -> assertThat(put.header("x-amz-content-sha256").orElse("")).matches(hash));
  }

  @Test
  void withinThisMachineAndUnderTlsTheContentIsNotSigned() {
    assertThat(signs("http://127.0.0.1:1")).isFalse();
    assertThat(signs("http://localhost:1")).isFalse();
    assertThat(signs("https://store.example")).isFalse();
    assertThat(signs("http://store.example")).isTrue();
  }

  private static boolean signs(String endpoint) {
    return S3Settings.of("bbb", "", Map.of("endpoint", endpoint)).store().signedPayload();
  }
}
