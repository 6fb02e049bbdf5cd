package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.NeedsPrograms;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are broken, or were made to do harm. */
final class ArchiveFaultsTest {

  @TempDir private Path directory;

  private static FileSystem open(String scheme, Path archive) throws IOException {
    return VfsFileSystem.open(scheme + ":" + archive, Map.of());
  }

  private static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entry -> names.add(entry.getFileName().toString()));
    }
    names.sort(null);
    return names;
  }

  /** Zips files whose content is their name. */
  private Path zip(String... names) throws IOException {
    Path archive = directory.resolve("made.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return archive;
  }

  @Test
  void entriesThatLeadOutOfAZipAreNotThere() throws IOException {
    Path archive =
        zip("../x", "a/../../y", "in", "a/./b", "..", "/absolute/c", "x\\..\\..\\z", "a//d");
    try (FileSystem zip = open("zip", archive)) {
      assertThat(names(zip.getPath("/"))).containsExactly("a", "absolute", "in", "x\\..\\..\\z");
      assertThat(names(zip.getPath("/a"))).containsExactly("b", "d");
      assertThat(Files.readString(zip.getPath("/absolute/c"))).isEqualTo("/absolute/c");
      assertThat(Files.exists(zip.getPath("/../x"))).isFalse();
      assertThat(Files.exists(zip.getPath("/x"))).isFalse();
      assertThat(Files.exists(zip.getPath("/y"))).isFalse();
    }
    assertThat(names(directory)).containsExactly("made.zip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tar", "tgz"})
  @NeedsPrograms({"tar", "gzip"})
  void entriesThatLeadOutOfATarAreNotThere(String scheme) throws IOException {
    Path inner = Files.createDirectories(directory.resolve("top/inner"));
    Files.writeString(directory.resolve("top/out"), "out");
    Files.writeString(inner.resolve("in"), "in");
    Path archive = directory.resolve("a." + scheme);
    String absolute = inner.resolve("in").toString();
    Archives.run(
        inner,
        "tar",
        scheme.equals("tgz") ? "-Pczf" : "-Pcf",
        archive.toString(),
        "../out",
        "in",
        absolute);
    try (FileSystem tar = open(scheme, archive)) {
      assertThat(names(tar.getPath("/")))
          .containsExactlyInAnyOrder("in", inner.getName(0).toString());
      assertThat(Files.readString(tar.getPath("/in"))).isEqualTo("in");
      assertThat(Files.readString(tar.getPath(absolute))).isEqualTo("in");
      assertThat(Files.exists(tar.getPath("/out"))).isFalse();
    }
  }

  @Test
  @NeedsPrograms("tar")
  void ofTwoEntriesOfOneNameTheLaterHolds() throws IOException {
    Files.writeString(directory.resolve("a"), "the first of two");
    Path archive = directory.resolve("a.tar");
    Archives.run(directory, "tar", "-cf", archive.toString(), "a");
    Files.writeString(directory.resolve("a"), "second");
    Archives.run(directory, "tar", "-rf", archive.toString(), "a");
    try (FileSystem tar = open("tar", archive)) {
      assertThat(names(tar.getPath("/"))).containsExactly("a");
      assertThat(Files.size(tar.getPath("/a"))).isEqualTo(6);
      assertThat(Files.readString(tar.getPath("/a"))).isEqualTo("second");
    }
  }

  @Test
  @NeedsPrograms({"tar", "gzip"})
  void aHardLinkIsAFileAndASymbolicLinkIsNotThere() throws IOException {
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Files.writeString(tree.resolve("a"), "content");
    Files.createLink(tree.resolve("b"), tree.resolve("a"));
    Files.createSymbolicLink(tree.resolve("c"), Path.of("/etc/passwd"));
    Path archive = Archives.pack("tgz", tree, directory.resolve("a.tgz"));
    try (FileSystem tar = open("tgz", archive)) {
      assertThat(names(tar.getPath("/"))).containsExactly("a", "b");
      assertThat(Files.readString(tar.getPath("/a"))).isEqualTo("content");
      assertThat(Files.readString(tar.getPath("/b"))).isEqualTo("content");
      assertThat(Files.exists(tar.getPath("/c"))).isFalse();
    }
  }

  @Test
  void entriesBelowAFileAreNotThere() throws IOException {
    try (FileSystem zip = open("zip", zip("a", "a/b", "c/d", "c"))) {
      assertThat(names(zip.getPath("/"))).containsExactly("a", "c");
      assertThat(Files.readString(zip.getPath("/a"))).isEqualTo("a");
      assertThatThrownBy(() -> Files.readString(zip.getPath("/a/b")))
          .isInstanceOf(NoSuchFileException.class);
      assertThat(Files.readString(zip.getPath("/c"))).isEqualTo("c");
      assertThat(Files.exists(zip.getPath("/c/d"))).isFalse();
    }
  }

  @Test
  void namesThatLookLikeLocationsAreNames() throws IOException {
    try (FileSystem zip = open("zip", zip("http:x", "file:/etc/passwd", "a!b", "[1%25]", "?#"))) {
      assertThat(names(zip.getPath("/"))).containsExactly("?#", "[1%25]", "a!b", "file:", "http:x");
      for (String name : List.of("http:x", "a!b", "[1%25]", "?#", "file:/etc/passwd")) {
        assertThat(Files.readString(zip.getPath("/" + name))).isEqualTo(name);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar", "tgz", "tbz2"})
  void whatIsNoArchiveIsRefusedInOneSentence(String scheme) throws IOException {
    byte[] noise = new byte[5000];
    Arrays.fill(noise, (byte) 0x55);
    Path archive = Files.write(directory.resolve("noise"), noise);
    assertThatThrownBy(() -> open(scheme, archive).close())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot open vfs:" + scheme + ":" + archive + ": ")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tgz", "tar"})
  @NeedsPrograms({"tar", "gzip", "zip"})
  void anArchiveThatWasCutIsRefused(String scheme) throws IOException {
    Path tree = Files.createDirectory(directory.resolve("tree"));
    io.github.nioftpd.fs.ReadOnlyContract.make(tree);
    byte[] whole =
        Files.readAllBytes(Archives.pack(scheme, tree, directory.resolve("whole." + scheme)));
    Path archive =
        Files.write(directory.resolve("cut"), Arrays.copyOf(whole, whole.length * 2 / 3));
    assertThatThrownBy(() -> open(scheme, archive).close())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot open vfs:" + scheme + ":" + archive + ": ");
  }

  @Test
  void anArchiveThatIsMissingOrADirectoryIsRefused() {
    Path missing = directory.resolve("no.zip");
    assertThatThrownBy(() -> open("zip", missing))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(missing.toString());
    assertThatThrownBy(() -> open("tar", directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not a regular file");
  }

  @Test
  @NeedsPrograms("zip")
  void anEncryptedFileIsListedAndNotRead() throws IOException {
    Files.writeString(directory.resolve("a"), "x".repeat(1000));
    Path archive = directory.resolve("a.zip");
    Archives.run(directory, "zip", "-q", "-P", "pass", archive.toString(), "a");
    try (FileSystem zip = open("zip", archive)) {
      assertThat(names(zip.getPath("/"))).containsExactly("a");
      assertThatThrownBy(() -> Files.readAllBytes(zip.getPath("/a")))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("encrypted");
    }
  }

  @Test
  void anEmptyArchiveIsAnEmptyDirectory() throws IOException {
    try (FileSystem zip = open("zip", zip())) {
      assertThat(names(zip.getPath("/"))).isEmpty();
    }
  }

  @Test
  @NeedsPrograms("zip")
  void aDamagedFileIsNotReadToAnEnd() throws IOException {
    Path tree = Files.createDirectory(directory.resolve("tree"));
    io.github.nioftpd.fs.ReadOnlyContract.make(tree);
    Path archive = Archives.pack("zip", tree, directory.resolve("a.zip"));
    byte[] bytes = Files.readAllBytes(archive);
    Arrays.fill(bytes, 400, bytes.length / 2, (byte) 0xff);
    Files.write(archive, bytes);
    try (FileSystem zip = open("zip", archive)) {
      assertThatThrownBy(() -> Files.readAllBytes(zip.getPath("/big.bin")))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  @NeedsPrograms("tar")
  void aTarThatWasReplacedIsNotReadOn() throws IOException {
    Path archive = directory.resolve("a.tar");
    Files.writeString(directory.resolve("a"), "first");
    Archives.run(directory, "tar", "-cf", archive.toString(), "a");
    try (FileSystem tar = open("tar", archive)) {
      assertThat(Files.readString(tar.getPath("/a"))).isEqualTo("first");
      Files.writeString(directory.resolve("b"), "b".repeat(20_000));
      Archives.run(directory, "tar", "-rf", archive.toString(), "b");
      assertThatThrownBy(() -> Files.readString(tar.getPath("/a")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("changed");
    }
  }

  @Test
  void tenThousandEntriesAreListedInASecondOfTheProcessor() throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    String[] names = new String[10_000];
    Arrays.setAll(names, i -> "d" + i % 3 + "/file" + i);
    long start = 0;
    int seen = 0;
    try (FileSystem zip = open("zip", zip(names))) {
      start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < 3; i++) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(zip.getPath("/d" + i))) {
          for (Path entry : stream) {
            seen += Files.size(entry) > 0 ? 1 : 0;
          }
        }
      }
    }
    assertThat(seen).isEqualTo(10_000);
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void namesOfClientsAreNotKept() throws IOException {
    try (VfsFileSystem zip = VfsFileSystem.open("zip:" + zip("a"), Map.of())) {
      for (int i = 0; i < 1000; i++) {
        assertThat(Files.exists(zip.getPath("/no" + i))).isFalse();
      }
      assertThat(names(zip.getPath("/"))).containsExactly("a");
    }
  }
}
