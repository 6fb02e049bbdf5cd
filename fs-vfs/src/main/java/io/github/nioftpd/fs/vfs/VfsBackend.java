package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.spi.Backend;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.util.Map;

/**
 * Serves what Apache Commons VFS reaches: {@code vfs:zip:/path/a.zip}, {@code vfs:tgz:/path/a.tgz},
 * {@code vfs:ram:///}, {@code vfs:tmp:///}, {@code vfs:sftp://user@host/directory}, {@code
 * vfs:ftp://host/directory} and others.
 */
public final class VfsBackend implements Backend {

  /** Makes the backend, for {@link java.util.ServiceLoader}. */
  public VfsBackend() {}

  @Override
  public String scheme() {
    return "vfs";
  }

  @Override
  public FileSystem open(URI location, Map<String, String> settings) throws IOException {
    return VfsFileSystem.open(location.getRawSchemeSpecificPart(), settings);
  }

  @Override
  public String describe(FileSystem fileSystem) {
    return ((VfsFileSystem) fileSystem).description();
  }
}
