package io.github.nioftpd.fs.vfs;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.Map;
import org.junit.jupiter.api.Nested;

final class TmpTest extends VfsSuite {

  @Override
  protected FileSystem open() throws IOException {
    return VfsFileSystem.open("tmp:///", Map.of());
  }

  @Nested
  final class FileSystemTests extends VfsContract {

    @Override
    protected String kind() {
      return "vfs:tmp:///";
    }

    @Override
    protected FileSystem open() throws IOException {
      return TmpTest.this.open();
    }
  }
}
