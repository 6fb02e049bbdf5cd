package io.github.nioftpd.fs.memory;

import io.github.nioftpd.fs.FileSystemContract;
import java.nio.file.FileSystem;

final class MemoryFileSystemTest extends FileSystemContract {

  @Override
  protected FileSystem open() {
    return MemoryFileSystem.open(64 << 20, 10_000);
  }
}
