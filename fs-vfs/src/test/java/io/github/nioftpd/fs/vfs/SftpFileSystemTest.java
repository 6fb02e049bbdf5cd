package io.github.nioftpd.fs.vfs;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class SftpFileSystemTest extends RemoteContract {

  @TempDir static Path directory;
  @AutoClose private static Rig rig;

  @BeforeAll
  static void start() throws IOException {
    rig = Rig.mina(directory);
  }

  @Override
  protected String kind() {
    return "vfs:sftp://user@host/dir";
  }

  @Override
  protected FileSystem open() throws IOException {
    return rig.open();
  }
}
