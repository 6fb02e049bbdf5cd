package io.github.nioftpd.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class SmallFileTest {

  @TempDir private Path directory;

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> SmallFile.bytes(file))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(file + ": " + reason);
  }

  @Test
  void aTextIsRead() throws IOException {
    Path file = Files.writeString(directory.resolve("f"), "é\r\nb");
    assertThat(SmallFile.text(file)).isEqualTo("é\r\nb");
    assertThat(SmallFile.firstLine(file)).isEqualTo("é");
    assertThat(SmallFile.firstLine(Files.createFile(directory.resolve("empty")))).isEmpty();
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    assertThat(SmallFile.firstLine(link)).isEqualTo("é");
  }

  @Test
  void invalidUtf8IsRefused() throws IOException {
    Path file = Files.write(directory.resolve("f"), new byte[] {(byte) 0xff});
    assertThat(SmallFile.bytes(file)).hasSize(1);
    assertThatThrownBy(() -> SmallFile.text(file)).isInstanceOf(CharacterCodingException.class);
  }

  @Test
  void onlyRegularFilesAreOpened() throws Exception {
    assertRefused(directory, "is a directory");
    assertThatThrownBy(() -> SmallFile.bytes(directory.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
    Path zero = Path.of("/dev/zero");
    assumeTrue(Files.exists(zero), "needs /dev/zero");
    assertRefused(zero, "is not a regular file");
    Path fifo = directory.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    assertRefused(fifo, "is not a regular file");
  }

  @Test
  void aFileThatIsTooLargeIsRefused() throws IOException {
    Path file = directory.resolve("f");
    Files.write(file, new byte[SmallFile.MOST]);
    assertThat(SmallFile.bytes(file)).hasSize(SmallFile.MOST);
    Files.write(file, new byte[SmallFile.MOST + 1]);
    assertRefused(file, "is larger than 3 MiB");
  }
}
