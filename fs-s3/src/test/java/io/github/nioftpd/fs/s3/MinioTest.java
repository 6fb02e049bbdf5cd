package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.NeedsPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

@NeedsPrograms({"minio", "bash"})
final class MinioTest extends StoreSuite {

  @Override
  TestStore store() {
    return TestStore.minio();
  }

  @Nested
  final class FileSystemTests extends BucketContract {

    @Override
    protected TestStore store() {
      return MinioTest.this.store();
    }

    /** The limit of the disk that it keeps objects on. */
    @Override
    public void assertLongNameIsRefused(String path) throws IOException {
      assertRefused(path);
    }

    /** It would be a separator on Windows. */
    @Override
    public void assertBackslash(String path) throws IOException {
      assertRefused(path);
    }

    private void assertRefused(String path) throws IOException {
      assertThatThrownBy(() -> file(path, "x")).isInstanceOf(InvalidPathException.class);
      assertThatThrownBy(() -> Files.createDirectory(path(path)))
          .isInstanceOf(InvalidPathException.class);
      Path other = file("/other", "x");
      assertThatThrownBy(() -> Files.move(other, path(path)))
          .isInstanceOf(InvalidPathException.class);
      assertThat(names(path("/"))).containsExactly("other");
    }
  }
}
