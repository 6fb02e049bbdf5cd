package io.github.nioftpd;

import java.io.IOException;
import java.nio.file.FileSystem;
import org.junit.jupiter.api.Nested;

/** The tests that every writable backend passes when it is served over FTP. */
public abstract class BackendSuite {

  /** Opens an empty, writable file system; the contract closes it. */
  protected abstract FileSystem open() throws IOException;

  @Nested
  class Facts extends FactsContract {
    @Override
    protected FileSystem open() throws IOException {
      return BackendSuite.this.open();
    }
  }

  @Nested
  class Transcripts extends TranscriptContract {
    @Override
    protected FileSystem open() throws IOException {
      return BackendSuite.this.open();
    }
  }
}
