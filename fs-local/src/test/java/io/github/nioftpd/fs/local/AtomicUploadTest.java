package io.github.nioftpd.fs.local;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.PartFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicUploadTest {

  private static final OpenOption[] UPLOAD = {CREATE, TRUNCATE_EXISTING, WRITE};

  @TempDir Path root;
  private LocalFileSystem fileSystem;

  @BeforeEach
  void open() throws IOException {
    fileSystem = LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, true);
  }

  @AfterEach
  void close() throws IOException {
    fileSystem.close();
  }

  private Path path(String text) {
    return fileSystem.getPath(text);
  }

  private SeekableByteChannel begin(String path, OpenOption... options) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(path(path), options);
    channel.write(ByteBuffer.wrap(new byte[] {'n', 'e', 'w'}));
    return channel;
  }

  private List<String> onDisk() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> listed() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path("/"))) {
      stream.forEach(entry -> names.add(entry.getFileName().toString()));
    }
    return names;
  }

  @Test
  void aFileAppearsWhenItsChannelIsClosed() throws IOException {
    SeekableByteChannel channel = begin("/a", UPLOAD);
    assertThat(Files.exists(path("/a"))).isFalse();
    assertThat(listed()).allMatch(PartFile::isPart); // hidden from clients
    assertThat(onDisk()).singleElement().asString().matches("\\.nioftpd-[0-9a-f]{16}\\.part");
    channel.close();
    channel.close();
    assertThat(onDisk()).containsExactly("a");
    assertThat(Files.readString(path("/a"))).isEqualTo("new");
  }

  @Test
  void anAbortedUploadLeavesNothing() throws IOException {
    SeekableByteChannel channel = begin("/a", UPLOAD);
    ((Abortable) channel).abort();
    channel.close();
    ((Abortable) channel).abort();
    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
    assertThat(onDisk()).isEmpty();
  }

  @Test
  void anAbortedUploadKeepsTheExistingFile() throws IOException {
    Files.writeString(root.resolve("a"), "old");
    SeekableByteChannel channel = begin("/a", UPLOAD);
    assertThat(Files.readString(path("/a"))).isEqualTo("old");
    ((Abortable) channel).abort();
    assertThat(Files.readString(path("/a"))).isEqualTo("old");
    assertThat(onDisk()).containsExactly("a");
  }

  @Test
  void anAbortAfterTheCloseKeepsTheFile() throws IOException {
    SeekableByteChannel channel = begin("/a", UPLOAD);
    channel.close();
    ((Abortable) channel).abort();
    assertThat(Files.readString(path("/a"))).isEqualTo("new");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aReplacedFileKeepsItsMode() throws IOException {
    Path old = Files.writeString(root.resolve("a"), "old");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-r-x--x"));
    begin("/a", UPLOAD).close();
    assertThat(Files.readString(old)).isEqualTo("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(old)))
        .isEqualTo("rw-r-x--x");
  }

  @Test
  void aNewFileDoesNotReplaceOneCreatedMeanwhile() throws IOException {
    SeekableByteChannel channel = begin("/a", CREATE_NEW, WRITE);
    Files.writeString(root.resolve("a"), "other");
    assertThatThrownBy(channel::close)
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage("/a");
    assertThat(Files.readString(root.resolve("a"))).isEqualTo("other");
    assertThat(onDisk()).containsExactly("a");
  }

  @Test
  void aDirectoryCreatedMeanwhileIsKept() throws IOException {
    SeekableByteChannel channel = begin("/a", UPLOAD);
    Files.createDirectory(root.resolve("a"));
    assertThatThrownBy(channel::close).isInstanceOf(IOException.class);
    assertThat(Files.isDirectory(root.resolve("a"))).isTrue();
    assertThat(onDisk()).containsExactly("a");
  }

  @Test
  void aTargetThatCannotBeReplacedIsRefusedAtOnce() throws IOException {
    Files.createDirectory(root.resolve("d"));
    assertThatThrownBy(() -> begin("/d", UPLOAD)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> begin("/", UPLOAD)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> begin("/no", WRITE, TRUNCATE_EXISTING))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(onDisk()).containsExactly("d");
  }

  @Test
  void appendsAndPartsOfFilesAreWrittenInPlace() throws IOException {
    Files.writeString(root.resolve("a"), "old");
    for (OpenOption[] options :
        List.of(
            new OpenOption[] {APPEND},
            new OpenOption[] {WRITE},
            new OpenOption[] {CREATE, WRITE})) {
      try (SeekableByteChannel channel = begin("/a", options)) {
        assertThat(channel).isNotInstanceOf(Abortable.class);
        assertThat(Files.readString(root.resolve("a"))).contains("new");
      }
    }
    assertThat(onDisk()).containsExactly("a");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anUploadThroughALinkKeepsTheLink() throws IOException {
    Files.writeString(root.resolve("real"), "old");
    Files.createSymbolicLink(root.resolve("link"), Path.of("real"));
    begin("/link", UPLOAD).close();
    assertThat(Files.isSymbolicLink(root.resolve("link"))).isTrue();
    assertThat(Files.readString(root.resolve("real"))).isEqualTo("new");
  }

  @Test
  void anUploadFollowsItsDirectoryWhenThatIsRenamed() throws IOException {
    Files.createDirectory(root.resolve("d"));
    SeekableByteChannel channel = begin("/d/a", UPLOAD);
    Files.move(path("/d"), path("/e"));
    channel.close();
    assertThat(Files.readString(path("/e/a"))).isEqualTo("new");
  }

  @Test
  void aFailedWritePublishesNothing() throws IOException {
    SeekableByteChannel channel = begin("/a", UPLOAD);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
    assertThat(Thread.interrupted()).isTrue();
    channel.close();
    assertThat(onDisk()).isEmpty();
  }

  @Test
  void downloadsAreTheJdksOwnChannels() throws IOException {
    Files.writeString(root.resolve("a"), "x");
    try (SeekableByteChannel read = Files.newByteChannel(path("/a"))) {
      assertThat(read).isInstanceOf(FileChannel.class);
      assertThat(read.getClass().getModule().getName()).isEqualTo("java.base");
    }
  }
}
