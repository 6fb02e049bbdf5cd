package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.FactsContract;
import java.io.IOException;
import java.nio.file.FileSystem;

/** How objects look to clients, in a store that a subclass names. */
abstract class BucketFactsContract extends FactsContract {

  abstract TestStore store();

  @Override
  protected FileSystem open() throws IOException {
    return TestBucket.open(store(), "cache", "1m"); // stores may be slow
  }

  /** The fact is made from the path. */
  @Override
  protected void assertUniqueAfterRename(String before, String after) {
    assertThat(after).isNotEqualTo(before);
  }
}
