package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.FactsContract;
import io.github.nioftpd.TranscriptContract;
import java.io.IOException;
import java.nio.file.FileSystem;
import org.junit.jupiter.api.Nested;

/** The contracts of a store, besides that of its file system. */
abstract class StoreSuite {

  abstract TestStore store();

  @Nested
  final class FactTests extends FactsContract {

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

  @Nested
  final class TranscriptTests extends TranscriptContract {

    @Override
    protected FileSystem open() throws IOException {
      return TestBucket.open(store());
    }
  }

  @Nested
  final class PartialUploadTests extends PartialUploadContract {

    @Override
    TestStore store() {
      return StoreSuite.this.store();
    }
  }
}
