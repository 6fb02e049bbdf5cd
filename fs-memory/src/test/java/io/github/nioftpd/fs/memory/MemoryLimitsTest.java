package io.github.nioftpd.fs.memory;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.InsufficientStorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryLimitsTest {

  private static final int MIB = 1 << 20;

  private final MemoryFileSystem fileSystem = MemoryFileSystem.open(4 * MIB, 5);

  @AfterEach
  void close() throws IOException {
    fileSystem.close();
  }

  private Path path(String text) {
    return fileSystem.getPath(text);
  }

  private long free() throws IOException {
    return Files.getFileStore(path("/")).getUsableSpace();
  }

  @Test
  void everyKindOfEntryCountsOnce() throws IOException {
    Files.createDirectory(path("/d"));
    Files.writeString(path("/d/f"), "x");
    Files.createSymbolicLink(path("/l"), path("d"));
    Files.createLink(path("/d/h"), path("/d/f"));
    Files.copy(path("/d/f"), path("/c"));
    assertThat(fileSystem.entries()).isEqualTo(5);
  }

  @Test
  void everyOperationRefusesOneEntryTooMany() throws IOException {
    for (int i = 0; i < 5; i++) {
      Files.createFile(path("/" + i));
    }
    Path more = path("/more");
    assertThatExceptionOfType(InsufficientStorageException.class)
        .isThrownBy(() -> Files.createFile(more))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/more"));
    assertThatThrownBy(() -> Files.writeString(more, "x"))
        .isInstanceOf(InsufficientStorageException.class);
    assertThatThrownBy(() -> Files.createDirectory(more))
        .isInstanceOf(InsufficientStorageException.class);
    assertThatThrownBy(() -> Files.createSymbolicLink(more, path("0")))
        .isInstanceOf(InsufficientStorageException.class);
    assertThatThrownBy(() -> Files.createLink(more, path("/0")))
        .isInstanceOf(InsufficientStorageException.class);
    assertThatThrownBy(() -> Files.copy(path("/0"), more))
        .isInstanceOf(InsufficientStorageException.class);
    assertThat(Files.exists(more)).isFalse();
    assertThat(fileSystem.entries()).isEqualTo(5);
  }

  @Test
  void atTheLimitEverythingElseStillWorks() throws IOException {
    for (int i = 0; i < 5; i++) {
      Files.createFile(path("/" + i));
    }
    Files.writeString(path("/0"), "again");
    Files.copy(path("/0"), path("/1"), REPLACE_EXISTING);
    Files.move(path("/0"), path("/renamed"));
    assertThatThrownBy(() -> Files.createFile(path("/1")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> Files.createFile(path("/no/x")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(fileSystem.entries()).isEqualTo(5);

    Files.move(path("/renamed"), path("/1"), REPLACE_EXISTING);
    Files.delete(path("/2"));
    assertThat(fileSystem.entries()).isEqualTo(3);
    Files.createFile(path("/new"));
    assertThat(fileSystem.entries()).isEqualTo(4);
  }

  @Test
  void aMoveThroughAnAliasCountsCorrectly() throws IOException {
    Files.createDirectory(path("/d"));
    Files.createSymbolicLink(path("/l"), path("/d"));
    Files.move(path("/l"), path("/l/inside"));
    assertThat(Files.isSymbolicLink(path("/d/inside"))).isTrue();
    assertThat(fileSystem.entries()).isEqualTo(2);
    Files.move(path("/d"), path("/d"));
    Files.move(path("/d"), path("/d/../e"));
    assertThat(fileSystem.entries()).isEqualTo(2);
  }

  @Test
  void exceedingTheSizeIsInsufficientStorage() throws IOException {
    assertThatExceptionOfType(InsufficientStorageException.class)
        .isThrownBy(() -> Files.write(path("/big"), new byte[4 * MIB + 1]))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/big"));
    Files.delete(path("/big"));
    assertThat(free()).isEqualTo(4 * MIB);
    Files.write(path("/big"), new byte[4 * MIB]);
    assertThat(free()).isZero();
    Files.delete(path("/big"));
    assertThat(free()).isEqualTo(4 * MIB);
  }

  @Test
  void aCopyThatDoesNotFitLeavesNothing() throws IOException {
    Files.write(path("/a"), new byte[3 * MIB]);
    assertThatThrownBy(() -> Files.copy(path("/a"), path("/b")))
        .isInstanceOf(InsufficientStorageException.class);
    assertThat(Files.exists(path("/b"))).isFalse();
    assertThat(fileSystem.entries()).isEqualTo(1);
    assertThat(free()).isEqualTo(MIB);
  }

  @Test
  void aCopyThatDoesNotFitLeavesWhatItWouldReplace() throws IOException {
    Files.write(path("/a"), new byte[3 * MIB]);
    Files.writeString(path("/b"), "old");
    assertThatThrownBy(() -> Files.copy(path("/a"), path("/b"), REPLACE_EXISTING))
        .isInstanceOf(InsufficientStorageException.class);
    assertThat(path("/b")).hasContent("old");
    assertThat(path("/a")).hasSize(3 * MIB);
    assertThat(fileSystem.entries()).isEqualTo(2);
    Files.copy(path("/b"), path("/a"), REPLACE_EXISTING);
    assertThat(path("/a")).hasContent("old");
    assertThat(fileSystem.entries()).isEqualTo(2);
  }

  @Test
  void aCopyReplacesALinkAndNotItsTarget() throws IOException {
    Files.writeString(path("/a"), "kept");
    Files.createSymbolicLink(path("/l"), path("/a"));
    Files.createLink(path("/h"), path("/a"));
    Files.copy(path("/a"), path("/h"), REPLACE_EXISTING);
    assertThat(Files.isSameFile(path("/a"), path("/h"))).as("nothing to do").isTrue();
    Files.copy(path("/a"), path("/l"), REPLACE_EXISTING);
    assertThat(Files.isSymbolicLink(path("/l"))).isFalse();
    assertThat(path("/l")).hasContent("kept");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        5L << 20,
        1L << 40,
        (long) Integer.MAX_VALUE << 16,
        (long) Integer.MAX_VALUE << 17,
        Long.MAX_VALUE - 1
      })
  void aWriteFarBeyondTheEndIsRefusedAndAllocatesNothing(long position) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path("/f"), CREATE, WRITE, READ)) {
      channel.write(ByteBuffer.wrap(new byte[10]));
      long before = free();
      channel.position(position);
      assertThatThrownBy(() -> channel.write(ByteBuffer.wrap(new byte[10])))
          .isInstanceOf(InsufficientStorageException.class);
      assertThat(channel.write(ByteBuffer.allocate(0))).isZero();
      assertThat(channel.read(ByteBuffer.allocate(10))).isEqualTo(-1);
      assertThat(channel.size()).isEqualTo(10);
      assertThat(free()).isEqualTo(before);
    }
  }

  @Test
  void aSmallGapReadsAsZeros() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path("/f"), CREATE, WRITE)) {
      channel.position(3).write(ByteBuffer.wrap(new byte[] {1}));
    }
    assertThat(Files.readAllBytes(path("/f"))).containsExactly(0, 0, 0, 1);
  }

  @Test
  void aChannelIsNoFileChannel() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path("/f"), CREATE, WRITE)) {
      assertThat(channel).isNotInstanceOf(FileChannel.class);
    }
    assertThatThrownBy(() -> FileChannel.open(path("/f")))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aNameIsAtMost255BytesLong() throws IOException {
    Files.createFile(path("/" + "ä".repeat(127) + "x"));
    String tooLong = "/" + "ä".repeat(128);
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> Files.createFile(path(tooLong)))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo(tooLong));
    assertThatThrownBy(() -> Files.createDirectory(path(tooLong)))
        .isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> Files.createFile(path("/a".repeat(2049))))
        .isInstanceOf(FileSystemException.class);
    assertThat(fileSystem.entries()).isEqualTo(1);
  }

  @Test
  void theBlocksOfADeletedFileAreReleased() throws IOException {
    long before = usedHeap();
    try (MemoryFileSystem large = MemoryFileSystem.open(64 * MIB, 10)) {
      Path file = large.getPath("/f");
      Files.write(file, new byte[48 * MIB]);
      assertThat(usedHeap() - before).isGreaterThan(40 * MIB);
      Files.delete(file);
      assertThat(usedHeap() - before).isLessThan(10 * MIB);
      Files.write(file, new byte[48 * MIB]);
      Files.newByteChannel(file, WRITE, TRUNCATE_EXISTING).close();
      assertThat(usedHeap() - before).isLessThan(10 * MIB);
    }
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void anOpenFileCanBeReadAfterItsDeletion() throws IOException {
    Files.write(path("/f"), new byte[MIB]);
    try (SeekableByteChannel channel = Files.newByteChannel(path("/f"))) {
      Files.delete(path("/f"));
      assertThat(channel.read(ByteBuffer.allocate(2 * MIB))).isEqualTo(MIB);
      assertThat(free()).isEqualTo(3 * MIB);
    }
    assertThat(free()).isEqualTo(4 * MIB);
    assertThatThrownBy(() -> Files.newByteChannel(path("/f"), CREATE_NEW, READ))
        .isInstanceOf(NoSuchFileException.class);
  }
}
