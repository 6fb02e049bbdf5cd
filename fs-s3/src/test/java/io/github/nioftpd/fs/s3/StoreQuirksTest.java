package io.github.nioftpd.fs.s3;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that answer otherwise than S3: uploads in parts without a tag, conditions, names. */
final class StoreQuirksTest {

  private static final Predicate<FakeRequest> HAS_CONDITION =
      request ->
          request.header("if-match").isPresent()
              || request.header("x-amz-copy-source-if-match").isPresent();

  private final byte[] large = new byte[6 << 20];
  private FakeStore fake;
  private S3FileSystem fileSystem;

  @BeforeEach
  void start() throws IOException {
    Arrays.fill(large, (byte) 'a');
    fake = FakeStore.start();
    fileSystem = TestBucket.open(fake);
  }

  @AfterEach
  void stop() throws IOException {
    fileSystem.close();
    fake.close();
  }

  private Path path(String text) {
    return fileSystem.getPath(text);
  }

  private void assertGrown() {
    byte[] content = fake.object("bbb", "file").bytes();
    assertThat(content).startsWith(large).hasSize(large.length + 1).endsWith('b');
  }

  /** As Ceph answers the end of an upload now and then. */
  @Test
  void anUploadWhoseTagWasNotAnsweredIsContinued() throws IOException {
    fake.quirk(FakeQuirk.NO_TAG);
    Files.write(path("/file"), large);
    Files.write(path("/file"), new byte[] {'b'}, APPEND);
    assertGrown();
    assertThat(fake.requests("CompleteMultipartUpload").getLast().header("if-match"))
        .hasValueSatisfying(tag -> assertThat(tag).contains("-2"));
  }

  /** As Swift answers a condition that holds. */
  @ParameterizedTest
  @ValueSource(strings = {"CompleteMultipartUpload", "UploadPartCopy"})
  void aConditionThatHoldsAllTheSameIsLeftOut(String operation) throws IOException {
    Files.write(path("/file"), large);
    fake.on(operation).where(HAS_CONDITION).fail(412, "PreconditionFailed");
    Files.write(path("/file"), new byte[] {'b'}, APPEND);
    assertGrown();
    assertThat(fake.uploads()).isEmpty();
  }

  @Test
  void aConditionThatDoesNotHoldIsKept() throws IOException {
    Files.write(path("/file"), large);
    try (SeekableByteChannel channel = Files.newByteChannel(path("/file"), APPEND)) {
      channel.write(ByteBuffer.allocate(1));
      fake.put("bbb", "file", new byte[3]);
      assertThatThrownBy(channel::close).isInstanceOf(ChangedException.class);
    }
    assertThat(fake.object("bbb", "file").size()).isEqualTo(3);
  }

  /** As MinIO refuses a name of more than 255 bytes; the answer to HEAD has no code. */
  @ParameterizedTest
  @ValueSource(strings = {"XMinioInvalidObjectName", "InvalidArgument", "InvalidURI", "KeyTooLong"})
  void aNameThatTheStoreCannotHaveIsNotAllowed(String code) throws IOException {
    String name = "n".repeat(256);
    for (String operation :
        new String[] {"PutObject", "CopyObject", "CreateMultipartUpload", "HeadObject"}) {
      fake.on(operation).where(request -> request.key().contains(name)).fail(400, code);
    }
    fake.put("bbb", "a", new byte[1]);
    fake.put("bbb", "d/a", new byte[1]);
    Path refused = path("/" + name);
    assertThatThrownBy(() -> Files.write(refused, new byte[1]))
        .isInstanceOf(InvalidPathException.class);
    assertThatThrownBy(() -> Files.write(refused, new byte[1], CREATE_NEW, WRITE))
        .isInstanceOf(InvalidPathException.class);
    assertThatThrownBy(() -> Files.write(refused, large)).isInstanceOf(InvalidPathException.class);
    assertThatThrownBy(() -> Files.createDirectory(refused))
        .isInstanceOf(InvalidPathException.class);
    assertThatThrownBy(() -> Files.move(path("/d"), refused))
        .isInstanceOf(InvalidPathException.class);
    assertThatThrownBy(() -> Files.size(refused)).isInstanceOf(NoSuchFileException.class);
    try (TestFtp ftp = TestFtp.start(fileSystem, UnaryOperator.identity());
        RawClient client = ftp.login()) {
      client.say("MKD " + name).expect(553);
      client.say("RNFR a").expect(350);
      client.say("RNTO " + name).expect(553);
      client.say("SIZE " + name).expect(550);
    }
    assertThat(fake.objects("bbb").keySet()).containsExactly("a", "d/a");
  }

  @Test
  void aLookupThatTheStoreRefusesForNowIsNotAboutTheFile() {
    fake.on("HeadObject").fail(400, "ExpiredToken");
    fake.on("ListObjectsV2").fail(400, "ExpiredToken");
    assertThatThrownBy(() -> Files.size(path("/file")))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(FileSystemException.class);
  }
}
