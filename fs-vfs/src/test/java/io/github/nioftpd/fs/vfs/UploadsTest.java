package io.github.nioftpd.fs.vfs;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.InsufficientStorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failed uploads. */
final class UploadsTest {

  private static FileSystem open(String location, String... settings) throws IOException {
    return VfsFileSystem.open(
        location, settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]));
  }

  private static SeekableByteChannel begin(Path file, OpenOption... options) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(file, options);
    channel.write(ByteBuffer.wrap("part".getBytes(StandardCharsets.UTF_8)));
    return channel;
  }

  private static SeekableByteChannel upload(Path file) throws IOException {
    return begin(file, WRITE, CREATE, TRUNCATE_EXISTING);
  }

  private static List<String> names(FileSystem fileSystem) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(fileSystem.getPath("/"))) {
      stream.forEach(entry -> names.add(entry.getFileName().toString()));
    }
    return names;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram:///", "tmp:///"})
  void anUploadThatBreaksOffLeavesThePartAndCanGoOn(String location) throws IOException {
    try (FileSystem fileSystem = open(location)) {
      Path file = fileSystem.getPath("/a");
      ((Abortable) upload(file)).abort();
      assertThat(Files.readString(file)).isEqualTo("part");
      try (SeekableByteChannel channel = Files.newByteChannel(file, WRITE)) {
        channel.position(4).write(ByteBuffer.wrap("rest".getBytes(StandardCharsets.UTF_8)));
      }
      assertThat(Files.readString(file)).isEqualTo("partrest");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram:///", "tmp:///"})
  void anUploadThatMayNotBeLeavesNothing(String location) throws IOException {
    try (FileSystem fileSystem = open(location)) {
      SeekableByteChannel channel = upload(fileSystem.getPath("/a"));
      ((Abortable) channel).discard();
      ((Abortable) channel).discard();
      channel.close();
      assertThat(names(fileSystem)).isEmpty();
      Path file = Files.writeString(fileSystem.getPath("/b"), "before");
      ((Abortable) begin(file, APPEND)).discard();
      assertThat(Files.readString(file)).isEqualTo("before");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram:///", "tmp:///"})
  void anAtomicUploadReplacesTheFileWhenItIsComplete(String location) throws IOException {
    try (FileSystem fileSystem = open(location, "atomic-uploads", "true")) {
      Path file = Files.writeString(fileSystem.getPath("/a"), "before");
      SeekableByteChannel channel = upload(file);
      assertThat(Files.readString(file)).isEqualTo("before");
      channel.close();
      assertThat(Files.readString(file)).isEqualTo("part");
      assertThat(names(fileSystem)).containsExactly("a");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram:///", "tmp:///"})
  void anAtomicUploadThatBreaksOffLeavesTheFileAsItWas(String location) throws IOException {
    try (FileSystem fileSystem = open(location, "atomic-uploads", "true")) {
      Path file = Files.writeString(fileSystem.getPath("/a"), "before");
      ((Abortable) upload(file)).abort();
      ((Abortable) upload(file)).discard();
      ((Abortable) upload(fileSystem.getPath("/b"))).abort();
      assertThat(Files.readString(file)).isEqualTo("before");
      assertThat(names(fileSystem)).containsExactly("a");
    }
  }

  @Test
  void aCopyThatDoesNotFitLeavesWhatItWouldReplace() throws IOException {
    try (FileSystem fileSystem = open("ram:///", "size", "1m")) {
      Path file = fileSystem.getPath("/a");
      Path target = Files.writeString(fileSystem.getPath("/b"), "old");
      Files.write(file, new byte[700_000]);
      assertThatThrownBy(() -> Files.copy(file, target, REPLACE_EXISTING))
          .isInstanceOf(InsufficientStorageException.class);
      assertThat(Files.readString(target)).isEqualTo("old");
      assertThat(names(fileSystem)).containsExactlyInAnyOrder("a", "b");
      Files.copy(target, file, REPLACE_EXISTING);
      assertThat(Files.readString(file)).isEqualTo("old");
      Files.write(fileSystem.getPath("/c"), new byte[1_000_000]);
      Files.move(target, file, REPLACE_EXISTING);
      assertThat(names(fileSystem)).containsExactlyInAnyOrder("a", "c");
    }
  }

  @Test
  void memoryHasALimit() throws IOException {
    try (FileSystem fileSystem = open("ram:///", "size", "1m")) {
      Path file = fileSystem.getPath("/a");
      Files.write(file, new byte[700_000]);
      assertThatThrownBy(() -> Files.write(fileSystem.getPath("/b"), new byte[700_000]))
          .isInstanceOf(InsufficientStorageException.class);
      assertThat(Files.size(file)).isEqualTo(700_000);
      try (SeekableByteChannel channel = Files.newByteChannel(file, WRITE)) {
        channel.position(600_000_000);
        assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
            .isInstanceOf(InsufficientStorageException.class);
      }
      Files.delete(file);
      Files.deleteIfExists(fileSystem.getPath("/b"));
      Files.write(fileSystem.getPath("/c"), new byte[1_000_000]);
    }
  }

  @Test
  void theThreadOfASessionKeepsNothingOfItsFiles() throws Exception {
    try (FileSystem fileSystem = open("ram:///")) {
      Path file = fileSystem.getPath("/a");
      for (int i = 0; i < 50; i++) {
        SeekableByteChannel channel = upload(file);
        Thread other = Thread.ofVirtual().start(() -> close(channel));
        other.join();
        assertThat(Files.readString(file)).isEqualTo("part");
      }
    }
  }

  private static void close(SeekableByteChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
