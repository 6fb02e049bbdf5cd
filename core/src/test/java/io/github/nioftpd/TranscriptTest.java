package io.github.nioftpd;

import java.nio.file.FileSystem;

final class TranscriptTest extends TranscriptContract {

  @Override
  protected FileSystem open() {
    return TestFtp.memory();
  }
}
