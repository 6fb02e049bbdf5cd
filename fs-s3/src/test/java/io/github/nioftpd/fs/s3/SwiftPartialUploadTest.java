package io.github.nioftpd.fs.s3;

import io.github.nioftpd.NeedsPrograms;

@NeedsPrograms({
  "swift-account-server",
  "swift-container-server",
  "swift-object-server",
  "swift-proxy-server",
  "memcached",
  "bash"
})
final class SwiftPartialUploadTest extends PartialUploadContract {

  @Override
  TestStore store() {
    return TestStore.swift();
  }
}
