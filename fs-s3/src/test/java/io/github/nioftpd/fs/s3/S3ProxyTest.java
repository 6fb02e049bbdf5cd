package io.github.nioftpd.fs.s3;

import org.junit.jupiter.api.Nested;

final class S3ProxyTest extends StoreSuite {

  @Override
  TestStore store() {
    return TestStore.shared();
  }

  @Nested
  final class FileSystemTests extends BucketContract {

    @Override
    protected TestStore store() {
      return S3ProxyTest.this.store();
    }
  }
}
