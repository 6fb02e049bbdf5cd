package io.github.nioftpd.fs.s3;

import io.github.nioftpd.NeedsPrograms;

@NeedsPrograms({"minio", "bash"})
final class MinioPartialUploadTest extends PartialUploadContract {

  @Override
  TestStore store() {
    return TestStore.minio();
  }
}
