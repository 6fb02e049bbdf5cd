package io.github.nioftpd.test;

import io.github.nioftpd.fs.memory.MemoryFileSystem;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Opens the tree of a server, anew for each reset. */
@FunctionalInterface
interface TreeSource {

  /** The tree in memory. */
  TreeSource MEMORY = clock -> Tree.of(MemoryFileSystem.open(64L << 20, 100_000));

  Tree open(InstantSource clock) throws IOException;

  static TreeSource of(Supplier<FileSystem> opened) {
    return clock -> {
      FileSystem fileSystem = opened.get();
      if (fileSystem.equals(FileSystems.getDefault())) {
        throw new IllegalArgumentException(
            "the default file system is the whole disk; use temporaryDirectory()");
      }
      return Tree.of(fileSystem);
    };
  }

  static TreeSource temporaryDirectory() {
    throw new UnsupportedOperationException();
  }
}
