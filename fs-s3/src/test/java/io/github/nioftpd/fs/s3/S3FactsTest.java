package io.github.nioftpd.fs.s3;

final class S3FactsTest extends BucketFactsContract {

  @Override
  TestStore store() {
    return TestStore.shared();
  }
}
