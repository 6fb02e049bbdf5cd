package io.github.nioftpd.fs.vfs;

import java.io.IOException;
import java.nio.file.FileSystem;
import org.junit.jupiter.api.Nested;

/** The contracts of an SFTP server. */
abstract class SftpSuite extends RemoteSuite {

  @Nested
  final class FileSystemTests extends RemoteContract {

    @Override
    protected String kind() {
      return "vfs:sftp://user@host/dir";
    }

    @Override
    protected FileSystem open() throws IOException {
      return SftpSuite.this.open();
    }
  }
}
