package io.github.nioftpd.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.auth.Usage;
import io.github.nioftpd.fs.PrivateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files of the server are private and never follow a link. */
@DisabledOnOs(OS.WINDOWS)
final class PrivateFileTest {

  @TempDir private Path directory;

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aFileIsReadableByItsOwnerOnly() throws IOException {
    Path file = directory.resolve("f");
    try (FileChannel channel = PrivateFile.open(file)) {
      assertThat(channel.size()).isZero();
    }
    assertThat(permissions(file)).isEqualTo("rw-------");
  }

  @Test
  void aQuotaDatabaseIsReadableByItsOwnerOnly() throws IOException {
    Path file = directory.resolve("quota");
    for (int i = 0; i < 2; i++) {
      try (QuotaLedger ledger = QuotaLedger.open(file)) {
        ledger.put("bob", new Usage(1, 2, 3, 4));
      }
      assertThat(permissions(file)).isEqualTo("rw-------");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
    try (QuotaLedger ledger = QuotaLedger.open(file)) {
      assertThat(ledger.find("bob")).isPresent();
    }
    assertThat(permissions(file)).isEqualTo("rw-------");
  }

  @Test
  void aPidFileThatIsALinkIsRefused() throws IOException {
    Path target = Files.writeString(directory.resolve("target"), "precious");
    Path link = Files.createSymbolicLink(directory.resolve("pid"), target);
    assertThatThrownBy(() -> ServerRun.writePid(Optional.of(link)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it is a symbolic link");
    assertThat(target).hasContent("precious");
    Path file = directory.resolve("other");
    ServerRun.writePid(Optional.of(file));
    ServerRun.writePid(Optional.of(file));
    assertThat(file).hasContent(ProcessHandle.current().pid() + "");
  }
}
