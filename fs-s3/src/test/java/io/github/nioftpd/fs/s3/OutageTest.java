package io.github.nioftpd.fs.s3;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that is away for some seconds, and one that hangs. */
final class OutageTest {

  private static final int MIB = 1 << 20;
  private static final Duration OUTAGE = Duration.ofSeconds(3);

  private final byte[] content = new byte[12 * MIB + 3];
  private FakeStore fake;
  private S3FileSystem fileSystem;

  @BeforeEach
  void start() throws IOException {
    new Random(1).nextBytes(content);
    fake = FakeStore.start();
    fileSystem = TestBucket.open(fake, "retry", "30s", "cache", "0");
  }

  @AfterEach
  void stop() throws IOException {
    fileSystem.close();
    fake.close();
  }

  private Path path(String name) {
    return fileSystem.getPath(name);
  }

  @Test
  void anUploadGoesOn() throws Exception {
    try (SeekableByteChannel channel = Files.newByteChannel(path("/up"), WRITE, CREATE)) {
      channel.write(ByteBuffer.wrap(content, 0, 6 * MIB));
      fake.awaitCount("UploadPart", 1);
      fake.away(OUTAGE);
      channel.write(ByteBuffer.wrap(content, 6 * MIB, content.length - 6 * MIB));
    }
    assertThat(fake.object("bbb", "up").bytes()).isEqualTo(content);
    assertThat(fake.uploads()).isEmpty();
  }

  @Test
  void aSmallUploadGoesOn() throws IOException {
    fake.away(OUTAGE);
    Files.write(path("/small"), new byte[10]);
    assertThat(fake.object("bbb", "small").size()).isEqualTo(10);
  }

  @Test
  void aDownloadGoesOnWhereItWas() throws IOException {
    fake.put("bbb", "down", content).bandwidthPerConnection(20 * MIB);
    try (InputStream in = Files.newInputStream(path("/down"))) {
      byte[] begin = in.readNBytes(3 * MIB);
      fake.away(OUTAGE);
      byte[] end = in.readAllBytes();
      assertThat(begin).isEqualTo(java.util.Arrays.copyOf(content, 3 * MIB));
      assertThat(end).isEqualTo(java.util.Arrays.copyOfRange(content, 3 * MIB, content.length));
    }
    assertThat(fake.requests("GetObject").getLast().header("range").orElse("")).endsWith("-");
    assertThat(fake.requests("GetObject").getLast().header("if-match")).isPresent();
  }

  @Test
  void aListingGoesOn() throws IOException {
    for (int i = 0; i < 30; i++) {
      fake.put("bbb", "d/" + i, new byte[1]);
    }
    fake.pageSize(10);
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path("/d"))) {
      for (Path entry : entries) {
        if (names.isEmpty()) {
          fake.away(OUTAGE);
        }
        names.add(entry.getFileName().toString());
      }
    }
    assertThat(names).hasSize(30).doesNotHaveDuplicates();
  }

  @Test
  void lookingAndRenamingGoOn() throws IOException {
    fake.put("bbb", "d/a", new byte[1]).put("bbb", "d/b", new byte[1]);
    fake.away(OUTAGE);
    assertThat(Files.size(path("/d/a"))).isEqualTo(1);
    fake.away(OUTAGE);
    Files.move(path("/d"), path("/e"));
    assertThat(fake.objects("bbb").keySet()).containsExactly("e/a", "e/b");
  }

  @Test
  void aStoreThatIsBusyForSomeSecondsIsAskedUntilItIsNot() throws IOException {
    fake.on("HeadObject").times(5).fail(503, "SlowDown");
    fake.put("bbb", "a", new byte[1]);
    assertThat(Files.size(path("/a"))).isEqualTo(1);
    assertThat(fake.count("HeadObject")).isEqualTo(6);
  }

  @Test
  void anOutageThatLastsEndsWithTheTimeForIt() throws IOException {
    try (S3FileSystem hasty = TestBucket.open(fake, "retry", "1s")) {
      fake.away(Duration.ofMinutes(5));
      long began = System.nanoTime();
      assertThatThrownBy(() -> Files.size(hasty.getPath("/a")))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(FileSystemException.class);
      assertThat(seconds(began)).isLessThan(10);
    }
  }

  /** Four times the timeout, and twelve in a download, when it was asked again each time. */
  @ParameterizedTest
  @ValueSource(strings = {"HeadObject", "GetObject", "UploadPart", "PutObject", "ListObjectsV2"})
  void aStoreThatHangsIsAskedOnce(String operation) throws IOException {
    fake.put("bbb", "d/a", new byte[1]);
    try (S3FileSystem hasty =
        TestBucket.open(fake, "timeout", "1s", "retry", "30s", "cache", "0")) {
      FakeFault hang = fake.on(operation).delay(Duration.ofMinutes(10));
      Path file = hasty.getPath("/d/a");
      ThrowingCallable action =
          switch (operation) {
            case "HeadObject" -> () -> Files.size(file);
            case "GetObject" -> () -> Files.readAllBytes(file);
            case "UploadPart" -> () -> Files.write(file, new byte[6 * MIB]);
            case "PutObject" -> () -> Files.write(file, new byte[1]);
            default -> () -> Files.newDirectoryStream(hasty.getPath("/d")).close();
          };
      assertThatThrownBy(action)
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(FileSystemException.class);
      assertThat(hang.struck()).isEqualTo(operation.equals("UploadPart") ? 2 : 1); // its parts
    }
  }

  @Test
  void aDownloadThatHangsHalfwayIsNotBegunAgain() throws IOException {
    fake.putZeros("bbb", "zeros", 20L * MIB).on("GetObject").stallAfter(MIB);
    try (S3FileSystem hasty = TestBucket.open(fake, "timeout", "1s", "retry", "30s");
        InputStream in = Files.newInputStream(hasty.getPath("/zeros"))) {
      assertThatThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
          .isInstanceOf(IOException.class);
    }
    assertThat(fake.count("GetObject")).isEqualTo(1);
  }

  /** An interrupt does not wake a platform thread that waits for a socket. */
  @ParameterizedTest
  @ValueSource(ints = {1, 12}) // waiting for the answer, and sending
  void anUploadIsGivenUpAlthoughTheStoreHangs(int mebibytes) throws Exception {
    fake.on("UploadPart").delay(Duration.ofMinutes(10));
    fake.smallestPart(0);
    S3Settings settings = TestBucket.settings(fake, "timeout", "10m");
    Store.Target target = Store.Target.of("a", "/a", java.time.Instant.EPOCH);
    try (Connection connection = Connection.open(settings)) {
      Store store = new Store(connection.client(), settings);
      Multipart parts = new Multipart(store, target, Multipart.beginning(store, target));
      PartContent part = new PartContent(12L * MIB);
      part.add(new byte[PartContent.PIECE]);
      part.fill(ByteBuffer.allocate(1000));
      while (part.size() < (long) mebibytes * MIB) {
        part.add(new byte[PartContent.PIECE]);
        part.fill(ByteBuffer.allocate(PartContent.PIECE));
      }
      parts.add(part, () -> {});
      fake.awaitCount("UploadPart", 1);
      long began = System.nanoTime();
      parts.abort();
      assertThat(seconds(began)).isLessThan(20);
    }
    assertThat(fake.count("UploadPart")).isEqualTo(1);
    assertThat(fake.uploads()).isEmpty();
  }

  @Test
  void aRangeIsGivenUpAlthoughTheStoreHangs() throws Exception {
    fake.putZeros("bbb", "zeros", 100L * MIB);
    S3Settings settings = TestBucket.settings(fake, "timeout", "10m");
    MemoryBudget memory = new MemoryBudget(64L * MIB, 0, Duration.ZERO);
    try (Connection connection = Connection.open(settings)) {
      Store store = new Store(connection.client(), settings);
      ReadAhead ahead = new ReadAhead(store, "zeros", "/zeros", 4, memory);
      ahead.start(0, 100L * MIB, fake.object("bbb", "zeros").etag().replace("\"", ""));
      fake.on("GetObject")
          .where(request -> !request.header("range").orElse("").startsWith("bytes=0-"))
          .stallAfter(MIB);
      assertThat(ahead.read(ByteBuffer.allocate(10), 0)).isEqualTo(10);
      fake.awaitCount("GetObject", 4);
      long began = System.nanoTime();
      ahead.stop();
      assertThat(seconds(began)).isLessThan(20);
    }
    assertThat(memory.free()).isEqualTo(64L * MIB);
  }

  @Test
  void aBucketThatCannotBeReachedIsReportedSoon() throws IOException {
    S3Settings settings = TestBucket.settings(fake, "retry", "10m");
    fake.away(Duration.ofMinutes(5));
    long began = System.nanoTime();
    assertThatThrownBy(() -> S3FileSystem.open(settings))
        .hasMessageStartingWith("cannot reach bucket bbb at " + fake.endpoint());
    assertThat(seconds(began)).isLessThan(20);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
