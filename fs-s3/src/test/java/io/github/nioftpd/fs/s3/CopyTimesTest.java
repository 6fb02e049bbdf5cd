package io.github.nioftpd.fs.s3;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies that the store makes: into which parts, how long they may take, and how often. */
final class CopyTimesTest {

  private static final long MIB = 1 << 20;

  private FakeStore fake;

  @BeforeEach
  void start() throws IOException {
    fake = FakeStore.start();
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  private static void append(Path path) throws IOException {
    Files.write(path, new byte[] {1}, APPEND);
  }

  private List<String> ranges() {
    return fake.requests("UploadPartCopy").stream()
        .flatMap(request -> request.header("x-amz-copy-source-range").stream())
        .sorted((one, other) -> Long.compare(first(one), first(other)))
        .toList();
  }

  private static long first(String range) {
    return Long.parseLong(range.replaceAll("bytes=([0-9]+)-.*", "$1"));
  }

  private static long last(String range) {
    return Long.parseLong(range.replaceAll(".*-", ""));
  }

  /** All parts except the last, which is appended, have at least 5 MiB. */
  @ParameterizedTest
  @CsvSource({
    "5242880, 1",
    "6291456, 1",
    "10485760, 1",
    "16777217, 2",
    "33554431, 4",
    "73400321, 8"
  })
  void whatIsAppendedToIsCopiedInParts(long size, int parts) throws IOException {
    fake.bucket("bbb").putZeros("bbb", "a", size);
    fake.on("UploadPartCopy").delay(Duration.ofMillis(100));
    try (S3FileSystem fileSystem = TestBucket.open(fake, "copy-part-size", "10m")) {
      append(fileSystem.getPath("/a"));
    }
    assertThat(fake.object("bbb", "a").size()).isEqualTo(size + 1);
    List<String> ranges = ranges();
    assertThat(ranges).hasSize(parts);
    long end = 0;
    for (String range : ranges) {
      assertThat(first(range)).isEqualTo(end);
      end = last(range) + 1;
      assertThat(end - first(range)).isBetween(5 * MIB, 10 * MIB);
    }
    assertThat(end).isEqualTo(size);
    assertThat(fake.mostAtOnce("UploadPartCopy")).isBetween(Math.min(parts, 2), 4);
  }

  @Test
  void whatIsBehindThatIsOverwrittenIsCopiedInPartsToo() throws IOException {
    fake.bucket("bbb").putZeros("bbb", "a", 64 * MIB);
    try (S3FileSystem fileSystem = TestBucket.open(fake, "copy-part-size", "10m");
        SeekableByteChannel channel = Files.newByteChannel(fileSystem.getPath("/a"), WRITE)) {
      channel.position(20 * MIB).write(ByteBuffer.wrap(new byte[] {1}));
    }
    assertThat(fake.object("bbb", "a").size()).isEqualTo(64 * MIB);
    assertThat(fake.object("bbb", "a").bytes()[(int) (20 * MIB)]).isEqualTo((byte) 1);
    assertThat(fake.count("UploadPartCopy")).isEqualTo(2 + 4);
  }

  @Test
  void aCopyMayTakeLongerThanOtherRequests() throws IOException {
    fake.bucket("bbb").putZeros("bbb", "a", 12 * MIB);
    fake.on("UploadPartCopy").delay(Duration.ofSeconds(2));
    fake.on("CopyObject").delay(Duration.ofSeconds(2));
    try (S3FileSystem fileSystem = TestBucket.open(fake, "timeout", "1s")) {
      append(fileSystem.getPath("/a"));
      Files.copy(fileSystem.getPath("/a"), fileSystem.getPath("/b"));
    }
    assertThat(fake.object("bbb", "b").size()).isEqualTo(12 * MIB + 1);
    assertThat(fake.count("UploadPartCopy")).isEqualTo(1);
    assertThat(fake.count("CopyObject")).isEqualTo(1);
  }

  /** It may still be running at the store. */
  @Test
  void aCopyThatTakesTooLongIsNotSentAgain() throws IOException {
    fake.bucket("bbb").putZeros("bbb", "a", 60 * MIB);
    fake.on("UploadPartCopy").delay(Duration.ofMinutes(10));
    fake.on("CopyObject").delay(Duration.ofMinutes(10));
    String[] settings = {"copy-timeout", "1s", "copy-part-size", "10m", "copy-threshold", "100m"};
    try (S3FileSystem fileSystem = TestBucket.open(fake, settings)) {
      Path a = fileSystem.getPath("/a");
      assertFails(() -> append(a));
      assertFails(() -> Files.move(a, fileSystem.getPath("/b")));
    }
    Stream<String> parts =
        fake.requests("UploadPartCopy").stream().map(r -> r.parameter("partNumber", ""));
    assertThat(parts).containsExactlyInAnyOrder("1", "2", "3", "4");
    assertThat(fake.count("CopyObject")).isEqualTo(1);
    assertThat(fake.objects("bbb")).containsOnlyKeys("a");
    assertThat(fake.object("bbb", "a").size()).isEqualTo(60 * MIB);
    assertThat(fake.uploads()).isEmpty();
  }

  private interface Change {
    void make() throws IOException;
  }

  private static void assertFails(Change change) {
    assertThatThrownBy(change::make)
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(FileSystemException.class)
        .hasRootCauseInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void aCopyThatTheStoreRefusesForNowIsSentAgain() throws IOException {
    fake.bucket("bbb").putZeros("bbb", "a", 12 * MIB);
    fake.on("UploadPartCopy").times(2).fail(503, "SlowDown");
    fake.on("CopyObject").times(2).fail(500, "InternalError");
    try (S3FileSystem fileSystem = TestBucket.open(fake)) {
      append(fileSystem.getPath("/a"));
      Files.move(fileSystem.getPath("/a"), fileSystem.getPath("/b"));
    }
    assertThat(fake.object("bbb", "b").size()).isEqualTo(12 * MIB + 1);
  }
}
