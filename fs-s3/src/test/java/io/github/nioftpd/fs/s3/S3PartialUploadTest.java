package io.github.nioftpd.fs.s3;

final class S3PartialUploadTest extends PartialUploadContract {

  @Override
  TestStore store() {
    return TestStore.shared();
  }
}
