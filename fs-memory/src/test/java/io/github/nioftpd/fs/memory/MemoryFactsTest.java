package io.github.nioftpd.fs.memory;

import io.github.nioftpd.FactsContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.util.Map;

final class MemoryFactsTest extends FactsContract {

  @Override
  protected FileSystem open() throws IOException {
    return new MemoryBackend().open(URI.create("memory:/"), Map.of());
  }
}
