package io.github.nioftpd.fs.mount;

import io.github.nioftpd.FactsContract;
import java.nio.file.FileSystem;

final class OneMountFactsTest extends FactsContract {

  @Override
  protected FileSystem open() {
    return Trees.one();
  }
}
