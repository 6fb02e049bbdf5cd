package io.github.nioftpd.fs.vfs;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

final class SftpTest extends RemoteSuite {

  @Override
  Rig rig(Path directory) throws IOException {
    return Rig.mina(directory);
  }

  @Nested
  final class FileSystemTests extends RemoteContract {

    @Override
    protected String kind() {
      return "vfs:sftp://user@host/dir";
    }

    @Override
    protected FileSystem open() throws IOException {
      return SftpTest.this.open();
    }
  }
}
