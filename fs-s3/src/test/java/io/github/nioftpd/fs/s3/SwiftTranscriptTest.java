package io.github.nioftpd.fs.s3;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.TranscriptContract;
import java.io.IOException;
import java.nio.file.FileSystem;

@NeedsPrograms({
  "swift-account-server",
  "swift-container-server",
  "swift-object-server",
  "swift-proxy-server",
  "memcached",
  "bash"
})
final class SwiftTranscriptTest extends TranscriptContract {

  @Override
  protected FileSystem open() throws IOException {
    return TestBucket.open(TestStore.swift());
  }
}
