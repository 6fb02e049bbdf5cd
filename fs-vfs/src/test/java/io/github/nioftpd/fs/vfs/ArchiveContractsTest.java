package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.ReadOnlyTranscriptContract;
import io.github.nioftpd.fs.ReadOnlyContract;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contracts of read-only file systems, on archives that programs made. */
final class ArchiveContractsTest {

  @TempDir private Path directory;

  private abstract static class Suite {

    abstract FileSystem open() throws IOException;

    @Nested
    final class FileSystemTests extends ReadOnlyContract {
      @Override
      protected FileSystem open() throws IOException {
        return Suite.this.open();
      }
    }

    @Nested
    final class TranscriptTests extends ReadOnlyTranscriptContract {
      @Override
      protected FileSystem open() throws IOException {
        return Suite.this.open();
      }
    }
  }

  @Nested
  @NeedsPrograms("zip")
  final class Zip extends Suite {
    @Override
    FileSystem open() throws IOException {
      return Archives.tree("zip", directory);
    }
  }

  @Nested
  @NeedsPrograms("tar")
  final class Tar extends Suite {
    @Override
    FileSystem open() throws IOException {
      return Archives.tree("tar", directory);
    }
  }

  @Nested
  @NeedsPrograms({"tar", "gzip"})
  final class Tgz extends Suite {
    @Override
    FileSystem open() throws IOException {
      return Archives.tree("tgz", directory);
    }
  }
}
