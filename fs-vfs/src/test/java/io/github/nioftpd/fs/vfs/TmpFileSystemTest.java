package io.github.nioftpd.fs.vfs;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.Map;

final class TmpFileSystemTest extends VfsContract {

  @Override
  protected String kind() {
    return "vfs:tmp:///";
  }

  @Override
  protected FileSystem open() throws IOException {
    return VfsFileSystem.open("tmp:///", Map.of());
  }
}
