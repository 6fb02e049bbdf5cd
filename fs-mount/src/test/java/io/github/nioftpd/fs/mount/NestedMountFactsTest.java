package io.github.nioftpd.fs.mount;

import io.github.nioftpd.FactsContract;
import java.io.IOException;
import java.nio.file.FileSystem;

final class NestedMountFactsTest extends FactsContract {

  @Override
  protected FileSystem open() throws IOException {
    return Trees.nested();
  }
}
