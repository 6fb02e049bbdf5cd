package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.Map;
import org.junit.jupiter.api.Nested;

final class RamTest extends VfsSuite {

  @Override
  protected FileSystem open() throws IOException {
    return VfsFileSystem.open("ram:///", Map.of());
  }

  @Nested
  final class FileSystemTests extends VfsContract {

    @Override
    protected String kind() {
      return "vfs:ram:///";
    }

    @Override
    protected FileSystem open() throws IOException {
      return RamTest.this.open();
    }

    /** There is no disk with a limit. */
    @Override
    public void assertLongNameIsRefused(String path) throws IOException {
      file(path, "x");
      assertThat(content(path(path))).isEqualTo("x");
    }
  }
}
