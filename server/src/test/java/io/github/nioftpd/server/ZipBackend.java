package io.github.nioftpd.server;

import io.github.nioftpd.fs.Backend;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/** Serves archives: for tests, a store that is neither the local disk nor memory. */
public final class ZipBackend implements Backend {

  /** Makes the backend, for {@link java.util.ServiceLoader}. */
  public ZipBackend() {}

  @Override
  public String scheme() {
    return "zip";
  }

  @Override
  public FileSystem open(URI location, Map<String, String> settings) throws IOException {
    if (settings.containsKey("wrong")) {
      throw new IllegalArgumentException("an archive has no setting \"wrong\"");
    }
    return FileSystems.newFileSystem(Path.of(location.getPath()), Map.of("create", "true"));
  }

  @Override
  public String describe(FileSystem fileSystem) {
    return "archive " + fileSystem;
  }
}
