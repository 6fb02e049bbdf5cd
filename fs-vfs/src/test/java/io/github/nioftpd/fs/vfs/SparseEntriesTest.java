package io.github.nioftpd.fs.vfs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.NeedsPrograms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in tar archives without the holes that they have on the disk. */
final class SparseEntriesTest {

  @TempDir private Path directory;

  private FileSystem open(Path archive) throws IOException {
    return VfsFileSystem.open("tar:" + archive, Map.of());
  }

  private static void put(byte[] block, int at, String text) {
    System.arraycopy(text.getBytes(US_ASCII), 0, block, at, text.length());
  }

  private static void put(TarArchiveOutputStream out, TarArchiveEntry entry, String content)
      throws IOException {
    entry.setSize(content.length());
    out.putArchiveEntry(entry);
    out.write(content.getBytes(US_ASCII));
    out.closeArchiveEntry();
  }

  /** A header in the old format of GNU tar: 4 bytes at 0, and 3 bytes at 5000 of 6000. */
  private static byte[] sparse() {
    byte[] header = new byte[512];
    put(header, 0, "sparse");
    put(header, 100, "0000644\0");
    put(header, 124, "00000000007\0"); // stored size
    put(header, 136, "00000000000\0");
    put(header, 148, "        S");
    put(header, 257, "ustar  ");
    put(header, 386, "00000000000\0" + "00000000004\0");
    put(header, 410, "00000011610\0" + "00000000003\0");
    put(header, 434, "00000013560\0" + "00000000000\0");
    put(header, 483, "00000013560\0");
    int sum = 0;
    for (byte one : header) {
      sum += one & 255;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  @Test
  void aSparseFileIsReadWithItsHoles() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(sparse());
    byte[] data = new byte[512];
    put(data, 0, "headend");
    bytes.write(data);
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
      put(out, new TarArchiveEntry("plain"), "x");
    }
    byte[] whole = new byte[6000];
    put(whole, 0, "head");
    put(whole, 5000, "end");
    try (FileSystem tar = open(Files.write(directory.resolve("a.tar"), bytes.toByteArray()))) {
      Path file = tar.getPath("/sparse");
      assertThat(Files.size(file)).isEqualTo(6000);
      assertThat(Files.readAllBytes(file)).isEqualTo(whole);
      try (var channel = Files.newByteChannel(file)) {
        ByteBuffer end = ByteBuffer.allocate(3);
        channel.position(5000).read(end);
        assertThat(new String(end.array(), US_ASCII)).isEqualTo("end");
      }
      assertThat(Files.readString(tar.getPath("/plain"))).isEqualTo("x");
    }
  }

  @NeedsPrograms("tar")
  @ParameterizedTest
  @ValueSource(strings = {"--format=gnu", "0.0", "0.1", "1.0"})
  void everySparseFormatOfTheProgramTarIsRead(String format) throws IOException {
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Path original = tree.resolve("sparse");
    try (FileChannel channel =
        FileChannel.open(original, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; i < 30; i++) { // more than a header of the old format holds
        channel.write(ByteBuffer.wrap(("part " + i).getBytes(US_ASCII)), i * 65_536L);
      }
    }
    Files.writeString(tree.resolve("z"), "last");
    Path archive = directory.resolve("a.tar");
    String how = format.startsWith("--") ? format : "--sparse-version=" + format;
    String posix = format.startsWith("--") ? format : "--format=posix";
    Archives.run(tree, "tar", "-S", posix, how, "-cf", archive.toString(), "sparse", "z");
    assertThat(Files.size(archive)).isLessThan(Files.size(original));
    try (FileSystem tar = open(archive)) {
      assertThat(tar.getPath("/sparse")).hasSameBinaryContentAs(original);
      assertThat(Files.size(tar.getPath("/sparse"))).isEqualTo(Files.size(original));
      assertThat(Files.readString(tar.getPath("/z"))).isEqualTo("last");
    }
  }
}
