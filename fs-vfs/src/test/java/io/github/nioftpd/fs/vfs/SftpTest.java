package io.github.nioftpd.fs.vfs;

import java.io.IOException;
import java.nio.file.Path;

final class SftpTest extends SftpSuite {

  @Override
  Rig rig(Path directory) throws IOException {
    return Rig.mina(directory);
  }
}
