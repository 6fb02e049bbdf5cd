package io.github.nioftpd.fs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Fixture of the parts of the {@link FileSystemContract}: one empty file system for each test. */
interface ContractFixture {

  /** A path of the file system under test. */
  Path path(String text);

  default Path file(String name, String content) throws IOException {
    return Files.writeString(path(name), content);
  }

  default Path directory(String name) throws IOException {
    return Files.createDirectory(path(name));
  }

  default String content(Path file) throws IOException {
    return Files.readString(file);
  }

  default List<String> names(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        names.add(entry.getFileName().toString());
      }
    }
    names.sort(null);
    return names;
  }

  default void assertAbsent(Path path) throws IOException {
    assertThat(Files.notExists(path)).as("%s is absent", path).isTrue();
    assertThat(names(path.getParent())).doesNotContain(path.getFileName().toString());
  }

  default void write(Path file, long position, String text, OpenOption... options)
      throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file, options)) {
      if (position >= 0) {
        channel.position(position);
      }
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  default String read(SeekableByteChannel channel, int size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(size);
    int count = 0;
    while (buffer.hasRemaining() && count >= 0) {
      count = channel.read(buffer);
    }
    return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
  }
}
