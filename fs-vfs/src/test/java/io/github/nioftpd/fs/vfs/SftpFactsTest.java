package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.FactsContract;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class SftpFactsTest extends FactsContract {

  @TempDir static Path directory;
  @AutoClose private static Rig rig;

  @BeforeAll
  static void start() throws IOException {
    rig = Rig.mina(directory);
  }

  @Override
  protected FileSystem open() throws IOException {
    return rig.open();
  }

  /** The fact is made from the path. */
  @Override
  protected void assertUniqueAfterRename(String before, String after) {
    assertThat(after).isNotEqualTo(before);
  }
}
