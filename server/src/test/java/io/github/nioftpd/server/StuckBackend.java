package io.github.nioftpd.server;

import io.github.nioftpd.CountingFileSystem;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.fs.Backend;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A test backend with a file whose attributes are never returned, like on a dead network mount. */
public final class StuckBackend implements Backend {

  /** Creates the backend, for {@link java.util.ServiceLoader}. */
  public StuckBackend() {}

  @Override
  public String scheme() {
    return "stuck";
  }

  @Override
  public FileSystem open(URI location, Map<String, String> settings) throws IOException {
    FileSystem memory = TestFtp.memory();
    Files.createFile(memory.getPath("/stuck"));
    CountingFileSystem files = new CountingFileSystem(memory);
    files.whenAsked((question, path) -> waitForEver(path));
    return files;
  }

  private static void waitForEver(Path path) {
    while (path.endsWith("stuck")) {
      LockSupport.park();
    }
  }
}
