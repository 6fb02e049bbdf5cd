package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.fs.FileSystemContract;
import java.nio.file.FileStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The file system contract, with the limits of VFS. */
public abstract class VfsContract extends FileSystemContract {

  /** The row of the table in docs/backends.md. */
  protected abstract String kind();

  @Test
  void theTableSaysWhatItCanDo() {
    assertThat(Capabilities.of(path("/").getFileSystem()))
        .isEqualTo(new VfsBackend().kinds().get(kind()));
  }

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
