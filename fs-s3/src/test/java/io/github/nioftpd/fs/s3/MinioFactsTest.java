package io.github.nioftpd.fs.s3;

import io.github.nioftpd.NeedsPrograms;

@NeedsPrograms({"minio", "bash"})
final class MinioFactsTest extends BucketFactsContract {

  @Override
  TestStore store() {
    return TestStore.minio();
  }
}
