package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.spi.FileSystemContract;
import java.nio.file.FileStore;
import java.nio.file.Path;

/** What files that VFS reaches lack, whatever its provider. */
abstract class VfsContract extends FileSystemContract {

  /** Files have no number, and the fact is made from the path. */
  @Override
  public void assertFileKeys(Object before, Object after, Object other) {
    assertThat(before).isNull();
    assertThat(after).isNull();
  }

  @Override
  public void assertPermissions(Path file) {
    assertThat(file.getFileSystem().supportedFileAttributeViews()).containsExactly("basic");
  }

  @Override
  public void assertSpace(FileStore store) {
    assertThatThrownBy(store::getUsableSpace).isInstanceOf(UnsupportedOperationException.class);
  }
}
