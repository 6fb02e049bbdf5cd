package io.github.nioftpd.server;

import io.github.nioftpd.fs.Backend;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/** A test backend for archives, as an example of a store. */
public final class ZipBackend implements Backend {

  /** Creates the backend, for {@link java.util.ServiceLoader}. */
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
}
