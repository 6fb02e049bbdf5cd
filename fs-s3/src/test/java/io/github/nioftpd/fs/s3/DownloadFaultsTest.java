package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.ArchivedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever fails on the way down: all bytes are of one content, and in order, or there is an error.
 */
final class DownloadFaultsTest {

  private static final int MIB = 1 << 20;

  private final byte[] content = new byte[9 * MIB + 5];
  private FakeStore fake;
  private S3FileSystem fileSystem;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    new Random(1).nextBytes(content);
    fake = FakeStore.start();
    fileSystem = TestBucket.open(fake);
    fake.put("bbb", "file", content);
    file = fileSystem.getPath("/file");
  }

  @AfterEach
  void stop() throws IOException {
    fileSystem.close();
    fake.close();
  }

  @Test
  void aConnectionThatBreaksIsMadeAgainWhereItBroke() throws IOException {
    fake.on("GetObject").times(1).cutAfter(2 * MIB);
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
    assertThat(fake.requests("GetObject")).hasSize(2);
    FakeRequest second = fake.requests("GetObject").get(1);
    assertThat(second.header("range")).isPresent();
    assertThat(second.header("if-match")).isPresent();
  }

  @Test
  void connectionsThatBreakAgainAndAgainStillComeToTheEnd() throws IOException {
    fake.on("GetObject").times(100).cutAfter(2 * MIB);
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
    assertThat(fake.count("GetObject")).isBetween(5, 7);
  }

  @Test
  void aStoreThatSaysNothingMoreEndsTheDownload() throws IOException {
    fake.on("GetObject").nth(1).cutAfter(MIB);
    fake.on("GetObject").nth(2).times(100).reset();
    assertThatThrownBy(() -> Files.readAllBytes(file))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(FileSystemException.class);
    fake.heal();
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
  }

  @Test
  void anObjectThatIsReplacedInBetweenIsAnError() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.read(ByteBuffer.allocate(100));
      fake.put("bbb", "file", new byte[9 * MIB]);
      channel.position(MIB);
      assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(100)))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(FileSystemException.class)
          .hasMessageContaining("replaced");
    }
  }

  @Test
  void aReaderThatGoesDoesNotFetchTheRest() throws Exception {
    fake.putZeros("bbb", "zeros", 200L * MIB).bandwidthPerConnection(10 * MIB);
    try (SeekableByteChannel channel = Files.newByteChannel(fileSystem.getPath("/zeros"))) {
      channel.read(ByteBuffer.allocate(1000));
    }
    fileSystem.close();
    assertThat(fake.requests("GetObject").getFirst().sent().get()).isLessThan(100L * MIB);
  }

  @Test
  void aSlowStoreIsAskedForSeveralRangesAtOnce() throws IOException {
    long size = 160L * MIB;
    fake.putZeros("bbb", "zeros", size).bandwidthPerConnection(20 * MIB);
    try (InputStream in = Files.newInputStream(fileSystem.getPath("/zeros"))) {
      assertThat(in.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(size);
    }
    assertThat(fake.mostAtOnce("GetObject")).isBetween(3, 5);
    assertThat(fake.requests("GetObject").getLast().header("if-match")).isPresent();
    assertThat(fake.requests("GetObject").getLast().header("range")).isPresent();
  }

  @Test
  void aDownloadGoesOnInOneAnswerWhenUploadsHaveTakenTheMemory() throws IOException {
    fake.putZeros("bbb", "zeros", 20L * MIB);
    S3Settings settings = TestBucket.settings(fake);
    MemoryBudget memory = new MemoryBudget(8 * MIB, 0, Duration.ofMinutes(1));
    try (Connection connection = Connection.open(settings)) {
      Store store = new Store(connection.client(), settings);
      ReadAhead ahead = new ReadAhead(store, "zeros", "/zeros", 4, memory);
      ReadChannel channel =
          new ReadChannel(store, "zeros", "/zeros", seen -> {}, Optional.of(ahead));
      ByteBuffer some = ByteBuffer.allocate(MIB);
      channel.read(some);
      String tag = fake.object("bbb", "zeros").etag();
      ahead.start(channel.position(), channel.size(), tag.replace("\"", ""));
      assertThat(memory.tryTake(8 * MIB)).isTrue(); // for an upload
      long read = channel.position();
      for (int count = channel.read(some.clear()); count >= 0; count = channel.read(some.clear())) {
        assertThat(count).isPositive();
        read += count;
      }
      assertThat(read).isEqualTo(20L * MIB);
      assertThat(ahead.isOn()).isFalse();
      channel.close();
      assertThat(memory.free()).isZero(); // it is all the upload's still
    }
  }

  @Test
  void aRangeThatBreaksOffIsFetchedAgainInItsPlace() throws IOException {
    byte[] large = new byte[40 * MIB];
    new Random(2).nextBytes(large);
    fake.put("bbb", "large", large);
    S3Settings settings = TestBucket.settings(fake);
    MemoryBudget memory = new MemoryBudget(64 * MIB, 0, Duration.ZERO);
    try (Connection connection = Connection.open(settings)) {
      Store store = new Store(connection.client(), settings);
      ReadAhead ahead = new ReadAhead(store, "large", "/large", 4, memory);
      ReadChannel channel =
          new ReadChannel(store, "large", "/large", seen -> {}, Optional.of(ahead));
      ByteBuffer all = ByteBuffer.allocate(large.length);
      channel.read(all.limit(MIB));
      String tag = fake.object("bbb", "large").etag();
      ahead.start(channel.position(), channel.size(), tag.replace("\"", ""));
      fake.on("GetObject").nth(3).times(1).cutAfter(MIB);
      all.limit(large.length);
      while (all.hasRemaining()) {
        assertThat(channel.read(all)).isPositive();
      }
      assertThat(all.array()).isEqualTo(large);
      assertThat(ahead.isOn()).isTrue();
      channel.close();
      assertThat(memory.free()).isEqualTo(64L * MIB);
    }
  }

  @Test
  void aStoreNearbyIsAskedOnce() throws IOException {
    fake.putZeros("bbb", "zeros", 100L * MIB);
    try (S3FileSystem one = TestBucket.open(fake, "read-ahead", "1");
        InputStream in = Files.newInputStream(one.getPath("/zeros"))) {
      assertThat(in.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(100L * MIB);
    }
    assertThat(fake.count("GetObject")).isEqualTo(1);
  }

  @Test
  void anArchivedObjectIsSaidToBeOne() {
    fake.put("bbb", "cold", new byte[10], Map.of("x-amz-storage-class", "GLACIER"));
    assertThatThrownBy(() -> Files.readAllBytes(fileSystem.getPath("/cold")))
        .isInstanceOf(ArchivedFileException.class);
  }

  @Test
  void aRefusalIsARefusal() throws IOException {
    fake.on("GetObject").times(100).fail(403, "AccessDenied");
    assertThatThrownBy(() -> Files.readAllBytes(file)).isInstanceOf(AccessDeniedException.class);
    assertThat(fake.count("GetObject")).isEqualTo(1);
  }

  @Test
  void readingStartsBehindTheEndWithoutAByte() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(content.length + 10);
      assertThat(channel.size()).isEqualTo(content.length);
      assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }
}
