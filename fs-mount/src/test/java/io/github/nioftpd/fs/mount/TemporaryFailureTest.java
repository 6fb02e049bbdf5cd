package io.github.nioftpd.fs.mount;

import io.github.nioftpd.TemporaryFailureContract;
import java.nio.file.FileSystem;
import java.util.List;

final class TemporaryFailureTest extends TemporaryFailureContract {
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
