package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.fs.ReadOnlyContract;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

@NeedsPrograms({"tar", "gzip"})
final class TgzFileSystemTest extends ReadOnlyContract {

  @TempDir private Path directory;

  @Override
  protected FileSystem open() throws IOException {
    return Archives.tree("tgz", directory);
  }
}
