package io.github.nioftpd.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.fs.mount.MountedFileSystem;
import io.github.nioftpd.fs.mount.NioBackend;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any file system of a java.nio.file provider can be served, and nothing outside of it. */
final class NioBackendTest {

  @TempDir Path directory;

  private final NioBackend backend = new NioBackend();
  private final byte[] large = new byte[300_000];
  private Path archive;

  @BeforeEach
  void fill() throws IOException {
    new Random(1).nextBytes(large);
    archive = directory.resolve("a.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      add(zip, "a.txt", "hello".getBytes(UTF_8));
      add(zip, "dir/b", large);
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private FileSystem open(String rest, Map<String, String> settings) throws IOException {
    return backend.open(URI.create("nio:" + rest), settings);
  }

  private String jar() {
    return "jar:" + archive.toUri();
  }

  @Test
  void anArchiveIsReadOnlyByDefault() throws IOException {
    byte[] before = Files.readAllBytes(archive);
    try (FileSystem fileSystem = open(jar() + "!/", Map.of())) {
      assertThat(Files.readString(fileSystem.getPath("/a.txt"))).isEqualTo("hello");
      assertThat(Capabilities.of(fileSystem)).isEmpty();
      assertThat(((MountedFileSystem) fileSystem).description()).endsWith("a.zip!/, read-only");
      assertThatThrownBy(() -> Files.delete(fileSystem.getPath("/a.txt")))
          .isInstanceOf(ReadOnlyFileSystemException.class);
    }
    assertThat(archive).hasBinaryContent(before);
    try (FileSystem fileSystem = open(jar() + "!/", Map.of("writable", "true"))) {
      Files.writeString(fileSystem.getPath("/dir/new"), "new");
    }
    try (FileSystem fileSystem = open(jar(), Map.of())) {
      assertThat(Files.readString(fileSystem.getPath("/dir/new"))).isEqualTo("new");
    }
  }

  /** Windows programs create such names, which the JDK reads as paths. */
  @Test
  void aNameWithABackslashCanBeReadAndDeletedButNotCreated() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      add(zip, "d/x\\y", "in d".getBytes(UTF_8));
      add(zip, "..\\z", "dots".getBytes(UTF_8));
      add(zip, "d/x/y", "other".getBytes(UTF_8));
    }
    try (FileSystem fileSystem = open(jar(), Map.of("writable", "true"))) {
      Path name = fileSystem.getPath("/d/x\\y");
      try (Stream<Path> all = Files.list(fileSystem.getPath("/d"))) {
        assertThat(all).contains(name);
      }
      assertThat(Files.readString(name)).isEqualTo("in d");
      assertThat(Files.readString(fileSystem.getPath("/..\\z"))).isEqualTo("dots");
      Files.move(fileSystem.getPath("/..\\z"), fileSystem.getPath("/z"));
      Files.delete(name);
      assertThat(Files.readString(fileSystem.getPath("/d/x/y"))).isEqualTo("other");
      assertThat(Files.readString(fileSystem.getPath("/z"))).isEqualTo("dots");
      for (String made : List.of("/d/x\\y", "/d\\new", "/none\\z/a", "/caf\uDCE9")) {
        assertThatThrownBy(() -> Files.writeString(fileSystem.getPath(made), "x"))
            .isInstanceOf(InvalidPathException.class);
      }
    }
  }

  @Test
  void aDirectoryOfAnArchiveIsTheRoot() throws IOException {
    try (FileSystem fileSystem = open(jar() + "!/dir", Map.of())) {
      assertThat(Files.size(fileSystem.getPath("/b"))).isEqualTo(large.length);
      assertThat(Files.exists(fileSystem.getPath("/../a.txt"))).isFalse();
    }
  }

  @Test
  void anArchiveIsOpenedTwice() throws IOException {
    try (FileSystem one = open(jar() + "!/", Map.of());
        FileSystem two = open(jar() + "!/", Map.of())) {
      one.close();
      assertThat(Files.readString(two.getPath("/a.txt"))).isEqualTo("hello");
    }
  }

  @Test
  void anyPositionOfAFileInAnArchiveIsRead() throws IOException {
    try (FileSystem fileSystem = open(jar() + "!/", Map.of());
        SeekableByteChannel channel = Files.newByteChannel(fileSystem.getPath("/dir/b"))) {
      for (int position : new int[] {200_000, 10, 299_999, 0}) {
        ByteBuffer one = ByteBuffer.allocate(1);
        assertThat(channel.position(position).read(one)).isEqualTo(1);
        assertThat(one.get(0)).isEqualTo(large[position]);
      }
      assertThat(channel.position(large.length).read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(channel.size()).isEqualTo(large.length);
    }
  }

  /** The provider would refuse the archive as a whole; its other entries are served. */
  @ParameterizedTest
  @CsvSource({"../x", "dir/../../x"})
  void anEntryOutsideTheArchiveIsHidden(String name) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      add(zip, "a.txt", "hello".getBytes(UTF_8));
      add(zip, name, "evil".getBytes(UTF_8));
    }
    try (FileSystem fileSystem = open(jar() + "!/", Map.of())) {
      assertThat(Files.readString(fileSystem.getPath("/a.txt"))).isEqualTo("hello");
      assertThat(Files.exists(fileSystem.getPath("/x"))).isFalse();
      assertThat(Files.exists(fileSystem.getPath("/../x"))).isFalse();
    }
    assertThat(directory.resolve("../x")).doesNotExist();
    assertThat(Files.list(directory)).containsExactly(archive);
    assertThatThrownBy(() -> open(jar() + "!/", Map.of("writable", "true")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.zip is no archive that can be read")
        .hasMessageNotContaining("\n");
  }

  /** The method of the first entry becomes 14, which is LZMA. */
  @Test
  void anEntryWithAnUnsupportedMethodIsListedAndOthersAreRead() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      add(zip, "a.txt", "hello".getBytes(UTF_8));
      add(zip, "dir/b.txt", "there".getBytes(UTF_8));
    }
    byte[] bytes = Files.readAllBytes(archive);
    int central = new String(bytes, ISO_8859_1).indexOf("PK\u0001\u0002");
    bytes[8] = 14;
    bytes[central + 10] = 14;
    Files.write(archive, bytes);
    try (FileSystem fileSystem = open(jar() + "!/", Map.of())) {
      assertThat(Files.readString(fileSystem.getPath("/dir/b.txt"))).isEqualTo("there");
      assertThat(Files.size(fileSystem.getPath("/a.txt"))).isEqualTo(5);
      assertThatThrownBy(() -> Files.readString(fileSystem.getPath("/a.txt")))
          .isInstanceOf(FileSystemException.class);
    }
    try (FileSystem fileSystem = open(jar() + "!/dir", Map.of())) {
      assertThat(Files.readString(fileSystem.getPath("/b.txt"))).isEqualTo("there");
    }
  }

  @Test
  void aNameInAnotherCharsetIsShownInIt() throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(archive), Charset.forName("GBK"))) {
      add(zip, "\u62a5\u544a", "report".getBytes(UTF_8));
      add(zip, "plain", "x".getBytes(UTF_8));
    }
    try (FileSystem fileSystem = open(jar() + "!/", Map.of())) {
      assertThat(Files.readString(fileSystem.getPath("/plain"))).isEqualTo("x");
    }
    try (FileSystem fileSystem = open(jar() + "!/", Map.of("encoding", "GBK"))) {
      assertThat(Files.readString(fileSystem.getPath("/\u62a5\u544a"))).isEqualTo("report");
    }
  }

  @Test
  void anAbsoluteNameIsRelativeToTheArchive() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      add(zip, "/etc/x", "inside".getBytes(UTF_8));
    }
    try (FileSystem fileSystem = open(jar() + "!/", Map.of())) {
      assertThat(Files.readString(fileSystem.getPath("/etc/x"))).isEqualTo("inside");
    }
  }

  @Test
  void aLocationThatCannotBeOpenedIsReportedInOneSentence() throws IOException {
    assertThatThrownBy(() -> open("jar:file:/nosuch/a.zip!/", Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("/nosuch/a.zip does not exist");
    assertThatThrownBy(() -> open(jar() + "!/nosuch", Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("is not a directory");
    assertThatThrownBy(() -> open("jar:http://host/a.zip!/", Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("jar:http://host/a.zip!/ does not exist");
    Files.write(archive, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> open(jar() + "!/", Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no archive that can be read");
  }

  @ParameterizedTest
  @CsvSource({
    "nosuch:/x, no provider on the class path serves nosuch:",
    "file:///srv, write file:/srv/ftp",
    "plain, write file:/srv/ftp",
  })
  void anInvalidLocationIsReportedInOneSentence(String location, String sentence) {
    assertThatThrownBy(() -> open(location, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
    assertThatThrownBy(() -> open(jar() + "!/", Map.of("writable", "perhaps")))
        .hasMessageContaining("true or false");
  }

  @Test
  void anyOtherProviderIsProbedForItsCapabilities() throws IOException {
    try (FileSystem runtime = open("jrt:/", Map.of())) {
      assertThat(Files.isDirectory(runtime.getPath("/modules/java.base/java/lang"))).isTrue();
      assertThat(Capabilities.of(runtime)).isEmpty();
      assertThatThrownBy(() -> Files.size(runtime.getPath("/nosuch")))
          .isInstanceOf(NoSuchFileException.class);
    }
  }
}
