package io.github.nioftpd.fs.s3;

import io.github.nioftpd.NeedsPrograms;

@NeedsPrograms({"radosgw", "ceph-osd", "ceph-mon", "ceph", "bash"})
final class CephPartialUploadTest extends PartialUploadContract {

  @Override
  TestStore store() {
    return TestStore.ceph();
  }
}
