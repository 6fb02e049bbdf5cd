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
final class SwiftFileSystemTest extends BucketContract {

  @Override
  protected TestStore store() {
    return TestStore.swift();
  }

  /** Each of its requests takes 10 ms of a processor. */
  @Override
  protected int sessions() {
    return 8;
  }
}
