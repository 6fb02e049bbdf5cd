package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.NeedsPrograms;
import java.io.IOException;
import java.nio.file.Path;

@NeedsPrograms({"sshd", "ssh-keygen"})
final class OpenSshTest extends SftpSuite {

  @Override
  Rig rig(Path directory) throws IOException {
    return Rig.openSsh(directory);
  }
}
