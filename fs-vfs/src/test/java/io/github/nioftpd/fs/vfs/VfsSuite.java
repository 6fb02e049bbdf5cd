package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.FactsContract;
import io.github.nioftpd.TranscriptContract;
import java.io.IOException;
import java.nio.file.FileSystem;
import org.junit.jupiter.api.Nested;

/** The contracts of a backend that can be written, besides that of its file system. */
abstract class VfsSuite {

  /** Opens an empty file system. */
  protected abstract FileSystem open() throws IOException;

  /** The folder of transcripts that differ for this backend. */
  protected String quirks() {
    return "quirks";
  }

  @Nested
  final class FactTests extends FactsContract {

    @Override
    protected FileSystem open() throws IOException {
      return VfsSuite.this.open();
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
      return VfsSuite.this.open();
    }

    @Override
    protected String quirks() {
      return VfsSuite.this.quirks();
    }
  }
}
