package io.github.nioftpd.fs.vfs;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contracts of a remote server, which is started once for all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RemoteSuite extends VfsSuite {

  @AutoClose private Rig rig;

  /** Starts the server with its files below a directory. */
  abstract Rig rig(Path directory) throws IOException;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    rig = rig(directory);
  }

  @Override
  protected FileSystem open() throws IOException {
    return rig.open();
  }

  @Override
  protected String quirks() {
    return "quirks-remote";
  }
}
