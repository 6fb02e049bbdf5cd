package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class FtpFileSystemTest extends RemoteContract {

  @TempDir static Path directory;
  @AutoClose private static Rig rig;

  @BeforeAll
  static void start() throws IOException {
    rig = Rig.ftp(directory);
  }

  @Override
  protected String kind() {
    return "vfs:ftp://user@host/dir";
  }

  @Override
  protected FileSystem open() throws IOException {
    return rig.open();
  }

  /** The server has no disk with a limit. */
  @Override
  public void assertLongNameIsRefused(String path) throws IOException {
    file(path, "x");
    assertThat(content(path(path))).isEqualTo("x");
  }
}
