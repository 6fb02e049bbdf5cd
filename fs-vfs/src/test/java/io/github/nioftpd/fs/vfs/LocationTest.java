package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.fs.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Valid locations, and messages for invalid ones. */
final class LocationTest {

  @TempDir private Path directory;

  private static Backend backend() {
    return ServiceLoader.load(Backend.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(backend -> backend.scheme().equals("vfs"))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vfs:nothing | expected vfs:SCHEME:",
        "vfs:/ | expected vfs:SCHEME:",
        "vfs:file:/tmp | use file:/tmp",
        "vfs:nosuch:///x | no provider for vfs:nosuch:",
        "vfs:zip:http://host/a.zip | requires a local file",
        "vfs:zip: | requires a local file",
        "vfs:sftp://u:geheim@host/ | contains a password",
        "vfs:ftp://u:geh%2F@host/ | contains a password"
      })
  void locationsThatMakeNoSenseAreRefusedInOneSentence(String location, String sentence) {
    assertThatThrownBy(() -> backend().open(URI.create(location), Map.of()).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence)
        .hasMessageNotContaining("geh")
        .hasMessageNotContaining("\n");
  }

  @Test
  void settingsThatAreNotKnownAreRefused() {
    assertThatThrownBy(() -> VfsFileSystem.open("ram:///", Map.of("colour", "red")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("vfs:ram has no setting \"colour\"; it has atomic-uploads, size");
    assertThatThrownBy(() -> VfsFileSystem.open("ram:///", Map.of("size", "all")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("size of vfs:ram");
  }

  @Test
  @NeedsPrograms("zip")
  void aDescriptionTellsWhatIsServed() throws IOException {
    Files.writeString(directory.resolve("x"), "x");
    Path archive = directory.resolve("two words+#.zip");
    Archives.run(directory, "zip", "-q", archive.toString(), "x");
    URI location = URI.create("vfs:zip:" + archive.toUri().getRawPath());
    try (FileSystem zip = backend().open(location, Map.of())) {
      assertThat(((VfsFileSystem) zip).description())
          .isEqualTo(location + ", 1 entries, read-only");
      assertThat(Files.readString(zip.getPath("/x"))).isEqualTo("x");
      assertThat(zip.getFileStores().iterator().next().type()).isEqualTo("zip");
    }
    try (FileSystem ram = backend().open(URI.create("vfs:ram:///"), Map.of())) {
      assertThat(((VfsFileSystem) ram).description()).isEqualTo("vfs:ram:///");
    }
  }

  @Test
  void twoOfAKindShareNothing() throws IOException {
    try (FileSystem one = VfsFileSystem.open("ram:///", Map.of());
        FileSystem two = VfsFileSystem.open("ram:///", Map.of())) {
      Files.writeString(one.getPath("/a"), "x");
      assertThat(Files.exists(two.getPath("/a"))).isFalse();
    }
  }

  @Test
  void temporaryFilesGoWhenTheFileSystemIsClosed() throws IOException {
    String name = "c-" + UUID.randomUUID();
    try (FileSystem tmp = VfsFileSystem.open("tmp:///", Map.of())) {
      Files.createDirectories(tmp.getPath("/a/b"));
      Files.writeString(tmp.getPath("/a/b/" + name), "x");
      assertThat(holding(name)).hasSize(1);
    }
    assertThat(holding(name)).isEmpty();
  }

  /**
   * Directories for temporary files with this file in them; those of other programs come and go.
   */
  private static List<Path> holding(String name) throws IOException {
    List<Path> found = new ArrayList<>();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> ours = Files.newDirectoryStream(temporary, "nioftpd-vfs*")) {
      for (Path one : ours) {
        try (Stream<Path> all = Files.walk(one)) {
          all.filter(path -> path.endsWith(name)).forEach(found::add);
        } catch (IOException | UncheckedIOException e) {
          assertThat(Files.exists(one)).as("%s: %s", one, e).isFalse();
        }
      }
    }
    return found;
  }
}
