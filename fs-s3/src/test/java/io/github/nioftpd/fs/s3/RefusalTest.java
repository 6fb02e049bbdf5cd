package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Missing keys, keys without read permission, and invalid credentials. */
final class RefusalTest {

  private FakeStore fake;
  private S3FileSystem fileSystem;

  @BeforeEach
  void start() throws IOException {
    fake = FakeStore.start();
    S3Settings settings = TestBucket.settings(fake, "cache", "0");
    fileSystem = S3FileSystem.open(settings);
  }

  @AfterEach
  void stop() throws IOException {
    fileSystem.close();
    fake.close();
  }

  private Path path(String text) {
    return fileSystem.getPath(text);
  }

  private void put(String... keys) {
    for (String key : keys) {
      fake.put("bbb", key, key.getBytes(UTF_8));
    }
  }

  /** As where listing is permitted below a prefix only. */
  private void hideMissingKeys() {
    fake.on("HeadObject")
        .where(request -> !fake.objects("bbb").containsKey(request.key()))
        .fail(403, "AccessDenied");
  }

  @Test
  void aMissingKeyIsMissingAlsoWhereTheStoreSaysForbidden() throws IOException {
    hideMissingKeys();
    put("d/a", "d/ab");
    assertThatThrownBy(() -> Files.size(path("/d/missing")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.delete(path("/d/missing")))
        .isInstanceOf(NoSuchFileException.class);
    Files.createDirectory(path("/d/new"));
    Files.writeString(path("/d/appended"), "x", CREATE, APPEND);
    Files.move(path("/d/a"), path("/d/moved"));
    Files.move(path("/d"), path("/e"));
    Files.delete(path("/e/new"));
    assertThat(fake.objects("bbb").keySet()).containsExactly("e/ab", "e/appended", "e/moved");
  }

  /** The listing of {@code d/a} begins with another key. */
  @Test
  void aKeyThatBeginsWithTheNameIsNotTheKey() {
    hideMissingKeys();
    put("d/a-longer");
    assertThatThrownBy(() -> Files.size(path("/d/a"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aKeyThatMayNotBeReadIsRefused() {
    put("a");
    fake.on("HeadObject").fail(403, "AccessDenied");
    assertThatThrownBy(() -> Files.size(path("/a"))).isInstanceOf(AccessDeniedException.class);
    fake.on("ListObjectsV2").fail(403, "AccessDenied");
    assertThatThrownBy(() -> Files.size(path("/b"))).isInstanceOf(AccessDeniedException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "403,InvalidAccessKeyId",
    "403,SignatureDoesNotMatch",
    "400,ExpiredToken",
    "400,InvalidToken",
    "401,Unauthorized",
    "403,UserSuspended"
  })
  void anInvalidAccessKeySaysNothingAboutFiles(int status, String code) throws IOException {
    put("d/a");
    List<String> operations =
        List.of("HeadObject", "ListObjectsV2", "GetObject", "PutObject", "DeleteObject");
    operations.forEach(operation -> fake.on(operation).fail(status, code));
    List<ThrowingCallable> actions =
        List.of(
            () -> Files.size(path("/d/a")),
            () -> Files.readAttributes(path("/d"), "isDirectory"),
            () -> Files.newDirectoryStream(path("/d")).close(),
            () -> Files.readAllBytes(path("/d/a")),
            () -> Files.write(path("/a"), new byte[1]),
            () -> Files.delete(path("/d/a")));
    for (ThrowingCallable action : actions) {
      assertThatThrownBy(action)
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(FileSystemException.class)
          .hasMessageStartingWith("the store rejected the access key: ")
          .message()
          .matches(message -> message.endsWith(code) || message.endsWith(" " + status));
      assertThatThrownBy(action)
          .hasRootCauseInstanceOf(AwsServiceException.class); // with the message of the store
    }
    fake.heal();
    assertThat(Files.size(path("/d/a"))).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 405, 501})
  void aStoreWithoutConditionsDoesNotReplaceWhatMustNotBe(int status) throws IOException {
    put("a");
    fake.on("PutObject")
        .where(request -> request.header("if-none-match").isPresent())
        .fail(status, "InvalidArgument");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> Files.writeString(path("/a"), "other", CREATE_NEW, WRITE))
          .isInstanceOf(FileAlreadyExistsException.class);
      Files.writeString(path("/new" + i), "x", CREATE_NEW, WRITE);
    }
    assertThat(Files.readString(path("/a"))).isEqualTo("a");
    assertThat(fake.objects("bbb").keySet()).containsExactly("a", "new0", "new1");
    Files.createDirectory(path("/d"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 405, 501})
  void anUploadInPartsIsMadeWithoutAConditionWhereTheStoreHasNone(int status) throws IOException {
    byte[] large = new byte[6 << 20];
    fake.on("CompleteMultipartUpload")
        .where(r -> r.header("if-none-match").isPresent() || r.header("if-match").isPresent())
        .fail(status, "InvalidArgument");
    Files.write(path("/new"), large, CREATE_NEW, WRITE);
    Files.write(path("/new"), new byte[1], APPEND);
    assertThat(Files.size(path("/new"))).isEqualTo(large.length + 1);
  }

  /** As Ceph does under a policy for a prefix, and stores that lack the operation. */
  @ParameterizedTest
  @ValueSource(ints = {400, 403, 405, 501})
  void whatCannotBeDeletedTogetherIsDeletedOneByOne(int status) throws IOException {
    put("d/a", "d/b", "d/e/c");
    fake.on("DeleteObjects").fail(status, "AccessDenied");
    Files.move(path("/d"), path("/f"));
    assertThat(fake.objects("bbb").keySet()).containsExactly("f/a", "f/b", "f/e/c");
    fake.refuseDeletion("f/b", "AccessDenied");
    assertThatThrownBy(() -> Files.move(path("/f"), path("/g")))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(fake.objects("bbb").keySet()).contains("f/b", "g/a", "g/b", "g/e/c");
  }

  /** Older MinIO, Swift and others want it. */
  @Test
  void theDeletionOfManyObjectsHasADigest() throws IOException {
    put("d/a");
    fake.on("DeleteObjects")
        .where(request -> request.header("content-md5").isEmpty())
        .fail(400, "InvalidRequest");
    Files.move(path("/d"), path("/f"));
    assertThat(fake.objects("bbb").keySet()).containsExactly("f/a");
    assertThat(fake.count("DeleteObject")).isZero();
  }

  @Test
  void withoutConditionsAnObjectThatWasReplacedIsNotContinued() throws IOException {
    put("a");
    Files.write(path("/a"), new byte[6 << 20]);
    fake.on("CompleteMultipartUpload")
        .where(request -> request.header("if-match").isPresent())
        .fail(405, "MethodNotAllowed");
    try (var channel = Files.newByteChannel(path("/a"), APPEND)) {
      channel.write(java.nio.ByteBuffer.allocate(1));
      put("a");
      assertThatThrownBy(channel::close).isInstanceOf(ChangedException.class);
    }
    assertThat(Files.readString(path("/a"))).isEqualTo("a");
  }
}
