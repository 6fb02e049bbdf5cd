package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.FactsContract;
import java.io.IOException;
import java.nio.file.FileSystem;

final class S3FactsTest extends FactsContract {

  @Override
  protected FileSystem open() throws IOException {
    return TestBucket.open();
  }

  /** The fact is made from the path. */
  @Override
  protected void assertUniqueAfterRename(String before, String after) {
    assertThat(after).isNotEqualTo(before);
  }
}
