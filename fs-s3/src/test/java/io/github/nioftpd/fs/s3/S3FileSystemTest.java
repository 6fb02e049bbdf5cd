package io.github.nioftpd.fs.s3;

final class S3FileSystemTest extends BucketContract {

  @Override
  protected TestStore store() {
    return TestStore.shared();
  }
}
