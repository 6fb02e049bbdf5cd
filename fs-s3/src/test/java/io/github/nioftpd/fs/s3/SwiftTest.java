package io.github.nioftpd.fs.s3;

import io.github.nioftpd.NeedsPrograms;
import org.junit.jupiter.api.Nested;

@NeedsPrograms({
  "swift-account-server",
  "swift-container-server",
  "swift-object-server",
  "swift-proxy-server",
  "memcached",
  "bash"
})
final class SwiftTest extends StoreSuite {

  @Override
  TestStore store() {
    return TestStore.swift();
  }

  @Nested
  final class FileSystemTests extends BucketContract {

    @Override
    protected TestStore store() {
      return SwiftTest.this.store();
    }

    /** Each of its requests takes 10 ms of a processor. */
    @Override
    protected int sessions() {
      return 8;
    }
  }
}
