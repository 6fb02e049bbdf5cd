package io.github.nioftpd;

import java.nio.file.FileSystem;
import org.junit.jupiter.api.Nested;

/** The contracts over a file system in memory that implements nothing for FTP. */
final class ContractsTest extends BackendSuite {

  @Override
  protected FileSystem open() {
    return TestFtp.memory();
  }

  @Nested
  class TemporaryFailures extends TemporaryFailureContract {
    @Override
    protected FileSystem tree(FileSystem files) {
      return files;
    }
  }
}
