package io.github.nioftpd.fs.s3;

import io.github.nioftpd.NeedsPrograms;
import org.junit.jupiter.api.Nested;

@NeedsPrograms({"radosgw", "ceph-osd", "ceph-mon", "ceph", "bash"})
final class CephTest extends StoreSuite {

  @Override
  TestStore store() {
    return TestStore.ceph();
  }

  @Nested
  final class FileSystemTests extends BucketContract {

    @Override
    protected TestStore store() {
      return CephTest.this.store();
    }
  }
}
