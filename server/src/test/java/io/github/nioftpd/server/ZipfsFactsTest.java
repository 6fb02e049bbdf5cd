package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.FactsContract;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The facts of files are the same whichever command tells them, in an archive, too. */
@Isolated
final class ZipfsFactsTest extends FactsContract {

  @TempDir Path directory;

  @Override
  protected FileSystem open() throws IOException {
    return ZipfsFileSystemTest.open(directory);
  }

  /** Without file keys the fact is made from the path. */
  @Override
  protected void assertUniqueAfterRename(String before, String after) {
    assertThat(after).isNotEqualTo(before);
  }
}
