package io.github.nioftpd.mount;

import io.github.nioftpd.TranscriptContract;
import java.nio.file.FileSystem;

final class OneMountTranscriptTest extends TranscriptContract {

  @Override
  protected FileSystem open() {
    return Trees.one();
  }
}
