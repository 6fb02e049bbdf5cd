package io.github.nioftpd.fs.vfs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One odd entry in an archive costs nothing but this entry. */
final class OddEntriesTest {

  private static final byte[] TEXT = "a text of no great length".getBytes(UTF_8);
  private static final Charset CP437 = Charset.forName("IBM437");
  private static final Charset GBK = Charset.forName("GBK");

  @TempDir private Path directory;

  private static List<String> names(FileSystem fileSystem) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(fileSystem.getPath("/"))) {
      stream.forEach(entry -> names.add(entry.getFileName().toString()));
    }
    names.sort(null);
    return names;
  }

  private FileSystem open(String scheme, Path archive, Map<String, String> settings)
      throws IOException {
    return VfsFileSystem.open(scheme + ":" + archive, settings);
  }

  private Path zip() {
    return directory.resolve("a.zip");
  }

  @Test
  void aNameInAZipIsInUtf8OrInTheCharsetOfDos() throws IOException {
    Path archive = new RawZip().stored("ä", CP437, "dos").stored("ö", UTF_8, "utf").write(zip());
    try (FileSystem zip = open("zip", archive, Map.of())) {
      assertThat(names(zip)).containsExactly("ä", "ö");
      assertThat(Files.readString(zip.getPath("/ä"))).isEqualTo("dos");
      assertThat(Files.readString(zip.getPath("/ö"))).isEqualTo("utf");
    }
  }

  @Test
  void anotherCharsetOfAZipIsASetting() throws IOException {
    Path archive = new RawZip().stored("报告", GBK, "gbk").stored("plain", UTF_8, "x").write(zip());
    try (FileSystem zip = open("zip", archive, Map.of("charset", "GBK"))) {
      assertThat(names(zip)).containsExactly("plain", "报告");
      assertThat(Files.readString(zip.getPath("/报告"))).isEqualTo("gbk");
    }
    try (FileSystem zip = open("zip", archive, Map.of())) {
      assertThat(names(zip)).hasSize(2).contains("plain");
    }
  }

  @Test
  void aCharsetThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> open("zip", zip(), Map.of("charset", "none of these")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none of these");
  }

  @Test
  void entriesOfDeflate64AndBzip2AreRead() throws IOException {
    ByteArrayOutputStream bzip2 = new ByteArrayOutputStream();
    try (OutputStream out = new BZip2CompressorOutputStream(bzip2)) {
      out.write(TEXT);
    }
    ByteArrayOutputStream deflate = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(deflate, new Deflater(9, true))) {
      out.write(TEXT); // nothing in it is written otherwise by Deflate64
    }
    Path archive =
        new RawZip()
            .add("b".getBytes(UTF_8), 0, 12, bzip2.toByteArray(), TEXT)
            .add("d".getBytes(UTF_8), 0, 9, deflate.toByteArray(), TEXT)
            .write(zip());
    try (FileSystem zip = open("zip", archive, Map.of())) {
      assertThat(Files.readAllBytes(zip.getPath("/b"))).isEqualTo(TEXT);
      assertThat(Files.readAllBytes(zip.getPath("/d"))).isEqualTo(TEXT);
    }
  }

  @Test
  void anEntryThatCannotBeReadIsListedAndRefused() throws IOException {
    Path archive =
        new RawZip()
            .add("lzma".getBytes(UTF_8), 0, 14, TEXT, TEXT)
            .add("unknown".getBytes(UTF_8), 0, 77, TEXT, TEXT)
            .add("encrypted".getBytes(UTF_8), 1, 0, TEXT, TEXT)
            .stored("good", UTF_8, "good")
            .write(zip());
    try (FileSystem zip = open("zip", archive, Map.of())) {
      assertThat(names(zip)).containsExactly("encrypted", "good", "lzma", "unknown");
      for (String name : List.of("lzma", "unknown", "encrypted")) {
        assertThat(Files.size(zip.getPath(name))).isEqualTo(TEXT.length);
        assertThatThrownBy(() -> Files.newByteChannel(zip.getPath(name)))
            .isInstanceOf(FileSystemException.class);
      }
      assertThat(Files.readString(zip.getPath("/good"))).isEqualTo("good");
    }
  }

  @Test
  void anInterruptedReaderDoesNotCloseTheArchive() throws Exception {
    Path archive = new RawZip().stored("a", UTF_8, "content").write(zip());
    try (FileSystem zip = open("zip", archive, Map.of())) {
      Thread reader =
          Thread.ofPlatform()
              .start(
                  () -> {
                    Thread.currentThread().interrupt();
                    try {
                      byte[] unused = Files.readAllBytes(zip.getPath("/a"));
                    } catch (IOException e) {
                      // so be it
                    }
                  });
      reader.join();
      assertThat(Files.readString(zip.getPath("/a"))).isEqualTo("content");
    }
  }

  @Test
  void manyEntriesAreReadAtOnce() throws Exception {
    RawZip many = new RawZip();
    for (int i = 0; i < 200; i++) {
      many.stored("f" + i, UTF_8, ("content of " + i + " ").repeat(200));
    }
    try (FileSystem zip = open("zip", many.write(zip()), Map.of());
        ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<String>> contents = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Path path = zip.getPath("/f" + i);
        contents.add(threads.submit(() -> Files.readString(path)));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(contents.get(i).get()).isEqualTo(("content of " + i + " ").repeat(200));
      }
    }
  }

  private Path tar(String encoding, TarArchiveEntry... entries) throws IOException {
    Path archive = directory.resolve("a.tar");
    try (TarArchiveOutputStream out =
        new TarArchiveOutputStream(Files.newOutputStream(archive), encoding)) {
      for (TarArchiveEntry entry : entries) {
        entry.setSize(entry.isFile() ? TEXT.length : 0);
        out.putArchiveEntry(entry);
        if (entry.isFile()) {
          out.write(TEXT);
        }
        out.closeArchiveEntry();
      }
    }
    return archive;
  }

  @ParameterizedTest
  @ValueSource(strings = {"GBK", "UTF-8"})
  void theNamesOfATarAreInUtf8OrInTheCharsetThatIsSet(String charset) throws IOException {
    Path archive = tar(charset, new TarArchiveEntry("报告"), new TarArchiveEntry("plain"));
    try (FileSystem tar = open("tar", archive, Map.of("charset", "GBK"))) {
      assertThat(names(tar)).containsExactly("plain", "报告");
      assertThat(Files.readAllBytes(tar.getPath("/报告"))).isEqualTo(TEXT);
    }
  }

  @Test
  void theNamesOfAnOldTarAreInLatin1() throws IOException {
    Path archive = tar(ISO_8859_1.name(), new TarArchiveEntry("ä"));
    try (FileSystem tar = open("tar", archive, Map.of())) {
      assertThat(names(tar)).containsExactly("ä");
    }
  }

  @Test
  void devicesAndPipesInATarAreLeftOut() throws IOException {
    Path archive =
        tar(
            "UTF-8",
            new TarArchiveEntry("pipe", TarConstants.LF_FIFO),
            new TarArchiveEntry("char", TarConstants.LF_CHR),
            new TarArchiveEntry("block", TarConstants.LF_BLK),
            new TarArchiveEntry("link", TarConstants.LF_SYMLINK),
            new TarArchiveEntry("good"));
    try (FileSystem tar = open("tar", archive, Map.of())) {
      assertThat(names(tar)).containsExactly("good");
      assertThat(Files.readAllBytes(tar.getPath("/good"))).isEqualTo(TEXT);
    }
  }
}
