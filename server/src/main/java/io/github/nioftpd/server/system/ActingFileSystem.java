package io.github.nioftpd.server.system;

import io.github.nioftpd.fs.ForwardingFileSystem;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;

/**
 * A file system that touches another one with the ids of a user of the system, so that the kernel
 * enforces the user's rights there, and new files belong to the user.
 *
 * <p>Safe for use by several threads. Closing it does nothing: the other one is closed by its
 * owner.
 */
final class ActingFileSystem extends ForwardingFileSystem {

  private final ActingProvider provider;

  ActingFileSystem(FileSystem inner, Identity identity) {
    super(inner);
    this.provider = new ActingProvider(this, inner.provider().getScheme(), identity);
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  protected void release() {}

  @Override
  public Object identity(Path path) throws IOException {
    return provider.identity(path);
  }
}
