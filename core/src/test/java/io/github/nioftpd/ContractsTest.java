package io.github.nioftpd;

import java.nio.file.FileSystem;
import org.junit.jupiter.api.Nested;

/** The contracts for an in-memory file system that implements no FTP extensions. */
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
