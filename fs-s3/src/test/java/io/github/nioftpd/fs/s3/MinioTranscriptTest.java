package io.github.nioftpd.fs.s3;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.TranscriptContract;
import java.io.IOException;
import java.nio.file.FileSystem;

@NeedsPrograms({"minio", "bash"})
final class MinioTranscriptTest extends TranscriptContract {

  @Override
  protected FileSystem open() throws IOException {
    return TestBucket.open(TestStore.minio());
  }
}
