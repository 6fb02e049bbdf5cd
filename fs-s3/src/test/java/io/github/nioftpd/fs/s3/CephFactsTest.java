package io.github.nioftpd.fs.s3;

final class CephFactsTest extends BucketFactsContract {

  @Override
  TestStore store() {
    return TestStore.ceph();
  }
}
