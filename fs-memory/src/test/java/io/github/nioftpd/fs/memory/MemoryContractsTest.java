package io.github.nioftpd.fs.memory;

import io.github.nioftpd.BackendSuite;
import io.github.nioftpd.fs.FileSystemContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.util.Map;
import org.junit.jupiter.api.Nested;

final class MemoryContractsTest extends BackendSuite {

  @Override
  protected FileSystem open() throws IOException {
    return new MemoryBackend().open(URI.create("memory:/"), Map.of());
  }

  @Nested
  class Files extends FileSystemContract {
    @Override
    protected FileSystem open() {
      return MemoryFileSystem.open(64 << 20, 10_000);
    }
  }
}
