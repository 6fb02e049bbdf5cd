package io.github.nioftpd.fs.mount;

import io.github.nioftpd.TranscriptContract;
import java.io.IOException;
import java.nio.file.FileSystem;

final class NestedMountTranscriptTest extends TranscriptContract {

  @Override
  protected FileSystem open() throws IOException {
    return Trees.nested();
  }
}
