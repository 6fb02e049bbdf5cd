package io.github.nioftpd;

import java.nio.file.FileSystem;

final class TemporaryFailureTest extends TemporaryFailureContract {
  @Override
  protected FileSystem tree(FileSystem files) {
    return files;
  }
}
