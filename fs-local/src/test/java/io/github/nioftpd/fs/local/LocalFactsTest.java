package io.github.nioftpd.fs.local;

import io.github.nioftpd.FactsContract;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The facts, for each way to confine and for both kinds of uploads. */
class LocalFactsTest {

  @TempDir Path root;

  @Nested
  @EnabledOnOs(OS.LINUX)
  class ConfinedByTheKernel extends FactsContract {
    @Override
    protected FileSystem open() throws IOException {
      return LocalFileSystemTest.open(root, Strength.KERNEL, Symlinks.WITHIN_ROOT, false);
    }
  }

  @Nested
  @EnabledOnOs(OS.LINUX)
  class ConfinedByTheKernelWithAtomicUploads extends FactsContract {
    @Override
    protected FileSystem open() throws IOException {
      return LocalFileSystemTest.open(root, Strength.KERNEL, Symlinks.NONE, true);
    }
  }

  @Nested
  class ConfinedByChecks extends FactsContract {
    @Override
    protected FileSystem open() throws IOException {
      return LocalFileSystemTest.open(root, Strength.CHECKED, Symlinks.WITHIN_ROOT, false);
    }
  }

  @Nested
  class NotConfined extends FactsContract {
    @Override
    protected FileSystem open() throws IOException {
      return LocalFileSystem.open(root, Symlinks.FOLLOW, false);
    }
  }
}
