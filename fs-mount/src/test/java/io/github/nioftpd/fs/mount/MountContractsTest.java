package io.github.nioftpd.fs.mount;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.BackendSuite;
import io.github.nioftpd.TemporaryFailureContract;
import io.github.nioftpd.fs.FileSystemContract;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The contracts for a tree with one mount and for a mount of a mount. */
final class MountContractsTest {

  /** The contract for a tree of mounts, which sets no limit for names itself. */
  private abstract static class MountContract extends FileSystemContract {
    @Override
    public final void assertLongNameIsRefused(String path) throws IOException {
      file(path, "x");
      assertThat(content(path(path))).isEqualTo("x");
    }
  }

  @Nested
  class OneMount extends BackendSuite {
    @Override
    protected FileSystem open() {
      return Trees.one();
    }

    @Nested
    class Files extends MountContract {
      @Override
      protected FileSystem open() {
        return Trees.one();
      }
    }
  }

  @Nested
  class NestedMount extends BackendSuite {
    @Override
    protected FileSystem open() throws IOException {
      return Trees.nested();
    }

    @Nested
    class Files extends MountContract {
      @Override
      protected FileSystem open() throws IOException {
        return Trees.nested();
      }
    }
  }

  @Nested
  class TemporaryFailures extends TemporaryFailureContract {
    @Override
    protected FileSystem tree(FileSystem files) {
      return MountedFileSystem.builder().mount("/", files.getPath("/")).build();
    }

    /** A mount point is a directory, reachable or not. */
    @Override
    protected List<String> unaffected() {
      return List.of("CWD d;CDUP");
    }
  }
}
