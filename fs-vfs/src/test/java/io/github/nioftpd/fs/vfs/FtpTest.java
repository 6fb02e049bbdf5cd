package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

final class FtpTest extends RemoteSuite {

  @Override
  Rig rig(Path directory) throws IOException {
    return Rig.ftp(directory);
  }

  @Nested
  final class FileSystemTests extends RemoteContract {

    @Override
    protected String kind() {
      return "vfs:ftp://user@host/dir";
    }

    @Override
    protected FileSystem open() throws IOException {
      return FtpTest.this.open();
    }

    /** The server has no disk with a limit. */
    @Override
    public void assertLongNameIsRefused(String path) throws IOException {
      file(path, "x");
      assertThat(content(path(path))).isEqualTo("x");
    }
  }
}
