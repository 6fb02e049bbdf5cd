package io.github.nioftpd;

import java.nio.file.FileSystem;

final class FactsTest extends FactsContract {

  @Override
  protected FileSystem open() {
    return TestFtp.memory();
  }
}
