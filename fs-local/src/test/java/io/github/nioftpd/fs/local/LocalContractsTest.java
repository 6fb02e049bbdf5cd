package io.github.nioftpd.fs.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nioftpd.BackendSuite;
import io.github.nioftpd.fs.FileSystemContract;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** The contracts for each confinement (none with FOLLOW) and for both kinds of uploads. */
final class LocalContractsTest {

  @TempDir Path root;

  private FileSystem open(ConfinementKind kind, Symlinks policy, boolean atomic)
      throws IOException {
    assumeTrue(kind != ConfinementKind.KERNEL || OS.LINUX.isCurrentOs());
    return LocalFileSystemTest.open(root, kind, policy, atomic);
  }

  @Nested
  @ParameterizedClass
  @CsvSource({
    "KERNEL, WITHIN_ROOT, false",
    "KERNEL, NONE, true",
    "CHECKED, WITHIN_ROOT, false",
    "CHECKED, FOLLOW, false",
  })
  class OverFtp extends BackendSuite {
    @Parameter(0)
    ConfinementKind kind;

    @Parameter(1)
    Symlinks policy;

    @Parameter(2)
    boolean atomic;

    @Override
    protected FileSystem open() throws IOException {
      return LocalContractsTest.this.open(kind, policy, atomic);
    }
  }

  @Nested
  @ParameterizedClass
  @CsvSource({
    "KERNEL, WITHIN_ROOT, false",
    "KERNEL, NONE, false",
    "KERNEL, WITHIN_ROOT, true",
    "CHECKED, WITHIN_ROOT, false",
    "CHECKED, NONE, true",
    "CHECKED, FOLLOW, false",
  })
  class Files extends FileSystemContract {
    @Parameter(0)
    ConfinementKind kind;

    @Parameter(1)
    Symlinks policy;

    @Parameter(2)
    boolean atomic;

    @Override
    protected FileSystem open() throws IOException {
      return LocalContractsTest.this.open(kind, policy, atomic);
    }
  }
}
