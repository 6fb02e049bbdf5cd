package io.github.nioftpd.fs.mount;

import io.github.nioftpd.TranscriptContract;
import java.nio.file.FileSystem;

final class OneMountTranscriptTest extends TranscriptContract {

  @Override
  protected FileSystem open() {
    return Trees.one();
  }
}
