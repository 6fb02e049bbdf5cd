package io.github.nioftpd.fs.mount;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.fs.FileSystemContract;
import java.io.IOException;
import java.nio.file.FileSystem;

final class NestedMountFileSystemTest extends FileSystemContract {

  @Override
  protected FileSystem open() throws IOException {
    return Trees.nested();
  }

  /** What is mounted has no such limit. */
  @Override
  public void assertLongNameIsRefused(String path) throws IOException {
    file(path, "x");
    assertThat(content(path(path))).isEqualTo("x");
  }
}
