package io.github.nioftpd.fs.s3;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.Abortable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails on the way up: nothing half-done is to be seen, and a second try works. */
final class UploadFaultsTest {

  private static final int MIB = 1 << 20;

  private final byte[] large = bytes(12 * MIB + 3);
  private FakeStore fake;
  private S3FileSystem fileSystem;

  @BeforeEach
  void start() throws IOException {
    fake = FakeStore.start();
    fileSystem = TestBucket.open(fake);
    fake.put("bbb", "old", bytes(3));
  }

  @AfterEach
  void stop() throws IOException {
    fileSystem.close();
    fake.close();
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private Path path(String name) {
    return fileSystem.getPath(name);
  }

  private byte[] content(String key) {
    return fake.object("bbb", key).bytes();
  }

  /** Uploads over something that was there, first with a fault, then without. */
  private void failsAndThenWorks(UnaryOperator<FakeFault> fault, String operation)
      throws IOException {
    FakeFault unused = fault.apply(fake.on(operation).times(100));
    assertThatThrownBy(() -> Files.write(path("/old"), large))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(FileSystemException.class);
    assertThat(content("old")).isEqualTo(bytes(3));
    fake.heal();
    Files.write(path("/old"), large);
    assertThat(content("old")).isEqualTo(large);
    assertThat(Files.size(path("/old"))).isEqualTo(large.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"})
  void aStoreThatIsTooBusyForLong(String operation) throws IOException {
    failsAndThenWorks(fault -> fault.fail(503, "SlowDown"), operation);
    assertThat(fake.uploads()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"})
  void connectionsThatAreReset(String operation) throws IOException {
    failsAndThenWorks(FakeFault::reset, operation);
    assertThat(fake.uploads()).isEmpty();
  }

  @Test
  void anErrorInAnAnswerThatBeganWell() throws IOException {
    failsAndThenWorks(fault -> fault.okWithError("InternalError"), "CompleteMultipartUpload");
    assertThat(fake.uploads()).isEmpty();
  }

  @Test
  void aPartThatTheStoreHasLost() throws IOException {
    failsAndThenWorks(fault -> fault.fail(400, "InvalidPart"), "CompleteMultipartUpload");
    assertThat(fake.uploads()).isEmpty();
  }

  @Test
  void aStoreThatDoesNotAnswerInTime() throws IOException {
    FakeFault unused =
        fake.on("CompleteMultipartUpload").times(100).delay(java.time.Duration.ofMinutes(10));
    try (S3FileSystem hasty = TestBucket.open(fake, "timeout", "1s")) {
      assertThatThrownBy(() -> Files.write(hasty.getPath("/old"), large))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(FileSystemException.class);
    }
    assertThat(content("old")).isEqualTo(bytes(3));
    fake.heal();
    Files.write(path("/old"), large);
    assertThat(content("old")).isEqualTo(large);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"})
  void whatPassesIsTriedAgain(String operation) throws IOException {
    fake.on(operation).times(2).fail(503, "SlowDown");
    try (S3FileSystem patient = TestBucket.open(fake, "retry", "30s")) {
      Files.write(patient.getPath("/new"), large);
    }
    assertThat(content("new")).isEqualTo(large);
    assertThat(fake.uploads()).isEmpty();
  }

  @Test
  void anAnswerThatWasLostAfterTheObjectWasMade() throws IOException {
    fake.on("CompleteMultipartUpload").times(1).dropAnswer();
    Files.write(path("/new"), large);
    assertThat(content("new")).isEqualTo(large);
    assertThat(Files.size(path("/new"))).isEqualTo(large.length);
  }

  @Test
  void aSmallFileWhoseAnswerWasLostIsOursAllTheSame() throws IOException {
    fake.on("PutObject").times(1).dropAnswer();
    Files.write(path("/new"), bytes(10), CREATE_NEW, WRITE);
    assertThat(content("new")).isEqualTo(bytes(10));
  }

  @Test
  void aSmallFileOfSomebodyElseIsNotReplaced() throws IOException {
    assertThatThrownBy(() -> Files.write(path("/old"), bytes(10), CREATE_NEW, WRITE))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> Files.write(path("/old"), large, CREATE_NEW, WRITE))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(content("old")).isEqualTo(bytes(3));
    assertThat(fake.uploads()).isEmpty();
  }

  @Test
  void aStoreThatKnowsNoConditionIsAskedWithoutOne() throws IOException {
    fake.on("PutObject")
        .where(request -> request.header("if-none-match").isPresent())
        .times(100)
        .fail(501, "NotImplemented");
    Files.write(path("/one"), bytes(10), CREATE_NEW, WRITE);
    Files.write(path("/two"), bytes(10), CREATE_NEW, WRITE);
    assertThat(fake.objects("bbb")).containsKeys("one", "two");
    assertThat(fake.count("PutObject")).isEqualTo(3);
  }

  @Test
  void anUploadThatIsGivenUpLeavesTheObjectAsItWas() throws IOException {
    SeekableByteChannel channel =
        Files.newByteChannel(path("/old"), WRITE, CREATE, TRUNCATE_EXISTING);
    channel.write(ByteBuffer.wrap(large, 0, 7 * MIB));
    ((Abortable) channel).abort();
    assertThat(channel.isOpen()).isFalse();
    channel.close();
    assertThat(fake.objects("bbb")).containsOnlyKeys("old");
    assertThat(content("old")).isEqualTo(bytes(3));
    assertThat(fake.uploads()).isEmpty();
  }

  @Test
  void whatIsDiscardedLeavesNothingWhateverThePolicy() throws IOException {
    SeekableByteChannel channel =
        Files.newByteChannel(path("/old"), WRITE, CREATE, TRUNCATE_EXISTING);
    channel.write(ByteBuffer.wrap(large));
    ((Abortable) channel).discard();
    channel.close();
    assertThat(content("old")).isEqualTo(bytes(3));
    assertThat(fake.uploads()).isEmpty();
  }

  @Test
  void anObjectThatWasReplacedMeanwhileIsNotContinued() throws IOException {
    fake.put("bbb", "grows", bytes(6 * MIB));
    SeekableByteChannel channel = Files.newByteChannel(path("/grows"), APPEND);
    channel.write(ByteBuffer.wrap(bytes(10)));
    fake.put("bbb", "grows", bytes(8 * MIB));
    assertThatThrownBy(channel::close).isInstanceOf(IOException.class);
    assertThat(content("grows")).isEqualTo(bytes(8 * MIB));
    assertThat(fake.uploads()).isEmpty();
  }

  @Test
  void partsUnderWayAreBounded() throws IOException {
    fake.on("UploadPart").times(100).delay(java.time.Duration.ofMillis(50));
    Files.write(path("/new"), bytes(60 * MIB));
    assertThat(fake.mostAtOnce("UploadPart")).isBetween(2, 4);
    assertThat(fake.count("UploadPart")).isEqualTo(12);
  }
}
