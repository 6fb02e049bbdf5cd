package io.github.nioftpd.fs.s3;

final class CephFileSystemTest extends BucketContract {

  @Override
  protected TestStore store() {
    return TestStore.ceph();
  }
}
