package io.github.nioftpd.fs;

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
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The part of the {@link FileSystemContract} about file content. */
interface ContentContract extends ContractFixture {

  @Test
  default void anUploadIsReadBack() throws IOException {
    write(path("/a"), -1, "hello", CREATE, TRUNCATE_EXISTING, WRITE);
    assertThat(content(path("/a"))).isEqualTo("hello");
    assertThat(Files.size(path("/a"))).isEqualTo(5);
  }

  @Test
  default void anUploadReplacesALongerFile() throws IOException {
    file("/a", "a long content");
    write(path("/a"), -1, "short", CREATE, TRUNCATE_EXISTING, WRITE);
    assertThat(content(path("/a"))).isEqualTo("short");
  }

  @Test
  default void anUploadOfNothingMakesAnEmptyFile() throws IOException {
    write(path("/a"), -1, "", CREATE, TRUNCATE_EXISTING, WRITE);
    assertThat(Files.size(path("/a"))).isZero();
    assertThat(content(path("/a"))).isEmpty();
  }

  @Test
  default void anUploadLargerThanAnyBufferIsWhole() throws IOException {
    byte[] bytes = new byte[3_000_001];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 12));
    }
    Files.write(path("/a"), bytes);
    assertThat(Files.readAllBytes(path("/a"))).isEqualTo(bytes);
  }

  @Test
  default void createNewMakesAFile() throws IOException {
    write(path("/a"), -1, "new", CREATE_NEW, WRITE);
    assertThat(content(path("/a"))).isEqualTo("new");
  }

  @Test
  default void createNewRefusesAFileThatExists() throws IOException {
    Path file = file("/a", "old");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> write(file, -1, "new", CREATE_NEW, WRITE))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/a"));
    assertThat(content(file)).isEqualTo("old");
  }

  @Test
  default void writingWithoutCreateRefusesAMissingFile() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> write(path("/a"), -1, "x", WRITE))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/a"));
  }

  @Test
  default void writingBelowAMissingDirectoryIsRefused() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> write(path("/no/a"), -1, "x", CREATE, TRUNCATE_EXISTING, WRITE));
    assertThat(Files.exists(path("/no"))).isFalse();
  }

  @Test
  default void writingBelowAFileIsRefused() throws IOException {
    file("/a", "x");
    assertThatThrownBy(() -> write(path("/a/b"), -1, "x", CREATE, TRUNCATE_EXISTING, WRITE))
        .isInstanceOf(FileSystemException.class);
  }

  @Test
  default void writingToADirectoryIsRefused() throws IOException {
    Path directory = directory("/d");
    assertThatThrownBy(() -> write(directory, -1, "x", CREATE, TRUNCATE_EXISTING, WRITE))
        .isInstanceOf(IOException.class);
    assertThat(Files.isDirectory(directory)).isTrue();
  }

  @Test
  default void readingADirectoryIsRefused() throws IOException {
    Path directory = directory("/d");
    assertThatThrownBy(() -> Files.readAllBytes(directory)).isInstanceOf(IOException.class);
  }

  @Test
  default void readingAMissingFileIsRefused() throws IOException {
    assertMissingIsRefused(path("/a"));
  }

  /** RETR of a file that does not exist. */
  default void assertMissingIsRefused(Path file) throws IOException {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Files.newByteChannel(file, READ))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/a"));
  }

  @Test
  default void readingStartsAtAnyPosition() throws IOException {
    file("/a", "0123456789");
    try (SeekableByteChannel channel = Files.newByteChannel(path("/a"), READ)) {
      assertThat(channel.size()).isEqualTo(10);
      assertThat(read(channel.position(7), 10)).isEqualTo("789");
      assertThat(read(channel.position(2), 3)).isEqualTo("234");
      assertThat(channel.position()).isEqualTo(5);
    }
  }

  @Test
  default void readingBeyondTheEndFindsTheEnd() throws IOException {
    file("/a", "0123");
    try (SeekableByteChannel channel = Files.newByteChannel(path("/a"), READ)) {
      assertThat(channel.position(4).read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(channel.position(400).read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @Test
  default void aClosedChannelIsClosed() throws IOException {
    file("/a", "0123");
    SeekableByteChannel channel = Files.newByteChannel(path("/a"), READ);
    channel.close();
    channel.close();
    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
  }

  @Test
  default void appendingAddsToTheEnd() throws IOException {
    assertAppend(file("/a", "one"));
  }

  /** APPE on an existing file of three bytes, "one". */
  default void assertAppend(Path file) throws IOException {
    write(file, -1, "two", APPEND);
    assertThat(content(file)).isEqualTo("onetwo");
  }

  @Test
  default void appendingMakesAMissingFile() throws IOException {
    assertAppendToMissing(path("/a"));
  }

  /** APPE on a file that does not exist. */
  default void assertAppendToMissing(Path file) throws IOException {
    write(file, -1, "one", CREATE, APPEND);
    assertThat(content(file)).isEqualTo("one");
  }

  @Test
  default void writingAtAnOffsetKeepsTheRest() throws IOException {
    assertOffsetWrite(file("/a", "0123456789"));
  }

  /** REST 3 and STOR on an existing file, "0123456789". */
  default void assertOffsetWrite(Path file) throws IOException {
    write(file, 3, "abc", WRITE);
    assertThat(content(file)).isEqualTo("012abc6789");
  }

  @Test
  default void anInterruptedUploadContinuesAtItsEnd() throws IOException {
    assertResume(file("/a", "01234"));
  }

  /** REST 5 and STOR on an existing file, "01234". */
  default void assertResume(Path file) throws IOException {
    write(file, 5, "56789", CREATE, WRITE);
    assertThat(content(file)).isEqualTo("0123456789");
  }

  @Test
  default void aFileIsCutAtAnOffset() throws IOException {
    assertTruncate(file("/a", "0123456789"));
  }

  /** Truncation of "0123456789" after its fourth byte. */
  default void assertTruncate(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file, WRITE)) {
      channel.truncate(4);
      assertThat(channel.size()).isEqualTo(4);
    }
    assertThat(content(file)).isEqualTo("0123");
  }
}
