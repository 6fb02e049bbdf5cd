package io.github.nioftpd.fs;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The requirements of an FTP server for a read-only {@link FileSystem}. A backend runs these tests
 * by extending this class, and serves the tree of {@link #make}.
 */
public abstract class ReadOnlyContract implements ContractFixture {

  /** The modification time of all files; even, for archives with a resolution of 2 seconds. */
  public static final Instant MODIFIED = Instant.parse("2020-02-28T12:34:56Z");

  private static final int BIG = 300_000;

  private FileSystem fileSystem;

  /** Opens a file system that contains only the tree; the contract closes it. */
  protected abstract FileSystem open() throws IOException;

  /**
   * Makes the tree.
   *
   * @param directory an empty directory, of which it becomes the content
   */
  public static void make(Path directory) throws IOException {
    Files.writeString(directory.resolve("a.txt"), "hello");
    Files.writeString(directory.resolve("empty"), "");
    Files.write(directory.resolve("big.bin"), big());
    Files.writeString(directory.resolve("two words.txt"), "2");
    Files.writeString(directory.resolve("\u00fcml\u00e4ut \u65e5\u672c.txt"), "u");
    Files.writeString(directory.resolve("100%25.txt"), "p");
    Files.writeString(Files.createDirectories(directory.resolve("dir/sub")).resolve("deep"), "d");
    Files.writeString(directory.resolve("dir/inner.txt"), "inner");
    Files.createDirectory(directory.resolve("nothing"));
    try (var all = Files.walk(directory)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.setLastModifiedTime(path, FileTime.from(MODIFIED));
      }
    }
  }

  private static byte[] big() {
    byte[] bytes = new byte[BIG];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 10));
    }
    return bytes;
  }

  @BeforeEach
  void openFileSystem() throws IOException {
    fileSystem = open();
  }

  @AfterEach
  void closeFileSystem() throws IOException {
    if (fileSystem != null) { // null where a program is not installed and the test was skipped
      fileSystem.close();
    }
  }

  @Override
  public final Path path(String text) {
    return fileSystem.getPath(text);
  }

  @Test
  void listingsAreComplete() throws IOException {
    assertThat(names(path("/")))
        .containsExactly(
            "100%25.txt",
            "a.txt",
            "big.bin",
            "dir",
            "empty",
            "nothing",
            "two words.txt",
            "\u00fcml\u00e4ut \u65e5\u672c.txt");
    assertThat(names(path("/dir"))).containsExactly("inner.txt", "sub");
    assertThat(names(path("/dir/sub/"))).containsExactly("deep");
    assertThat(names(path("/nothing"))).isEmpty();
  }

  @Test
  void entriesOfAListingResolve() throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path("/dir"))) {
      for (Path entry : stream) {
        assertThat(entry).isEqualTo(path("/dir").resolve(entry.getFileName().toString()));
        assertThat(Files.isDirectory(entry)).isEqualTo(entry.endsWith("sub"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words.txt", "\u00fcml\u00e4ut \u65e5\u672c.txt", "100%25.txt"})
  void namesAreKeptAsTheyAre(String name) throws IOException {
    assertThat(content(path("/").resolve(name))).hasSize(1);
  }

  @Test
  void onlyADirectoryIsListed() {
    assertThatThrownBy(() -> names(path("/a.txt"))).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> names(path("/no"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void attributesDistinguishFilesFromDirectories() throws IOException {
    BasicFileAttributes file =
        Files.readAttributes(path("/dir/inner.txt"), BasicFileAttributes.class);
    assertThat(file.isRegularFile()).isTrue();
    assertThat(file.isDirectory()).isFalse();
    assertThat(file.size()).isEqualTo(5);
    assertThat(Files.size(path("/empty"))).isZero();
    assertThat(Files.size(path("/big.bin"))).isEqualTo(BIG);
    assertThat(Files.isDirectory(path("/dir"))).isTrue();
    assertThat(Files.isDirectory(path("/nothing"))).isTrue();
    assertThat(Files.isDirectory(path("/"))).isTrue();
  }

  @Test
  void timesAreKept() throws IOException {
    assertThat(Files.getLastModifiedTime(path("/a.txt")).toInstant()).isEqualTo(MODIFIED);
    assertThat(Files.getLastModifiedTime(path("/dir")).toInstant()).isEqualTo(MODIFIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/no", "/dir/no", "/no/no", "/a.txt/no", "/dir/inner.txt/no"})
  void missingFilesAreReported(String name) {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Files.readAttributes(path(name), BasicFileAttributes.class))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo(name));
    assertThatThrownBy(() -> content(path(name))).isInstanceOf(NoSuchFileException.class);
    assertThat(Files.exists(path(name))).isFalse();
  }

  @Test
  void filesAreReadCompletely() throws IOException {
    assertThat(content(path("/a.txt"))).isEqualTo("hello");
    assertThat(content(path("/empty"))).isEmpty();
    assertThat(content(path("/dir/sub/deep"))).isEqualTo("d");
    assertThat(Files.readAllBytes(path("/big.bin"))).isEqualTo(big());
    assertThatThrownBy(() -> Files.readAllBytes(path("/dir"))).isInstanceOf(IOException.class);
  }

  @Test
  void readingStartsAtAnyPosition() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path("/big.bin"), READ)) {
      assertThat(channel.size()).isEqualTo(BIG);
      for (int at : List.of(299_000, 0, 7, 299_999, 150_000)) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.min(1000, BIG - at));
        channel.position(at);
        while (buffer.hasRemaining()) {
          assertThat(channel.read(buffer)).isPositive();
        }
        assertThat(buffer.array()).isEqualTo(Arrays.copyOfRange(big(), at, at + buffer.capacity()));
        assertThat(channel.position()).isEqualTo(at + buffer.capacity());
      }
      assertThat(channel.position(BIG).read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(channel.position(BIG + 1000L).read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @Test
  void aClosedChannelIsClosed() throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(path("/a.txt"), READ);
    channel.close();
    channel.close();
    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void aChannelThatReadsDoesNotWrite() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path("/a.txt"), READ)) {
      assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
          .isInstanceOf(NonWritableChannelException.class);
    }
  }

  @Test
  void everyChangeIsRefused() throws IOException {
    Path file = path("/a.txt");
    assertThat(fileSystem.isReadOnly()).isTrue();
    assertThat(Capabilities.of(fileSystem)).isEmpty();
    assertThat(Capabilities.at(file)).isEmpty();
    assertThat(Files.isWritable(file)).isFalse();
    assertRefused(() -> Files.createDirectory(path("/new")));
    assertRefused(() -> Files.delete(file));
    assertRefused(() -> Files.delete(path("/nothing")));
    assertRefused(() -> Files.move(file, path("/new")));
    assertRefused(() -> Files.move(path("/dir"), path("/new")));
    assertRefused(() -> Files.move(file, path("/empty"), REPLACE_EXISTING));
    assertRefused(() -> Files.copy(file, path("/new")));
    assertRefused(() -> Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH)));
    assertWriteRefused(path("/new"), CREATE, TRUNCATE_EXISTING, WRITE);
    assertWriteRefused(path("/new"), CREATE_NEW, WRITE);
    assertWriteRefused(file, CREATE, TRUNCATE_EXISTING, WRITE);
    assertWriteRefused(file, CREATE, APPEND);
    assertWriteRefused(file, WRITE);
    assertThat(Files.exists(path("/new"))).isFalse();
    assertThat(content(file)).isEqualTo("hello");
  }

  private void assertWriteRefused(Path file, OpenOption... options) {
    assertRefused(() -> Files.newByteChannel(file, options).close());
  }

  private static void assertRefused(ThrowingCallable change) {
    assertThatThrownBy(change).isInstanceOf(ReadOnlyFileSystemException.class);
  }

  @Test
  void manySessionsReadAtOnce() throws Exception {
    List<Future<byte[]>> contents = new ArrayList<>();
    try (ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        contents.add(sessions.submit(() -> Files.readAllBytes(path("/big.bin"))));
      }
    }
    for (Future<byte[]> content : contents) {
      assertThat(content.get()).isEqualTo(big());
    }
  }

  @Test
  void twoFilesAreReadInTurn() throws IOException {
    try (SeekableByteChannel one = Files.newByteChannel(path("/big.bin"), READ);
        SeekableByteChannel two = Files.newByteChannel(path("/a.txt"), READ)) {
      ByteBuffer first = ByteBuffer.allocate(1);
      assertThat(one.read(first)).isEqualTo(1);
      assertThat(read(two, 2)).isEqualTo("he");
      ByteBuffer rest = ByteBuffer.allocate(BIG);
      while (one.read(rest) > 0) {
        assertThat(rest.position()).isLessThanOrEqualTo(BIG);
      }
      assertThat(rest.position()).isEqualTo(BIG - 1);
      assertThat(read(two, 10)).isEqualTo("llo");
    }
  }

  @Test
  void dotsCannotLeaveTheRoot() throws IOException {
    assertThat(content(path("/../../a.txt"))).isEqualTo("hello");
    assertThat(content(path("/dir/../../a.txt"))).isEqualTo("hello");
    assertThat(path("/../../etc").normalize()).isEqualTo(path("/etc"));
  }

  @Test
  void aClosedFileSystemRefusesEverything() throws IOException {
    Path file = path("/a.txt");
    fileSystem.close();
    fileSystem.close();
    assertThat(fileSystem.isOpen()).isFalse();
    assertThatThrownBy(() -> Files.readString(file)).isInstanceOf(ClosedFileSystemException.class);
    assertThatThrownBy(() -> Files.newDirectoryStream(file.getParent()))
        .isInstanceOf(ClosedFileSystemException.class);
  }
}
