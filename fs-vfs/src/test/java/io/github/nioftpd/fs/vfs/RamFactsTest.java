package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.FactsContract;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.Map;

final class RamFactsTest extends FactsContract {

  @Override
  protected FileSystem open() throws IOException {
    return VfsFileSystem.open("ram:///", Map.of());
  }

  /** The fact is made from the path. */
  @Override
  protected void assertUniqueAfterRename(String before, String after) {
    assertThat(after).isNotEqualTo(before);
  }
}
