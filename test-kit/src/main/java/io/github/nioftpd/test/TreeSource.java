package io.github.nioftpd.test;

import io.github.nioftpd.fs.memory.MemoryFileSystem;
import io.github.nioftpd.fs.mount.Mount;
import io.github.nioftpd.fs.mount.MountedFileSystem;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Opens the tree of a server, anew for each reset. */
@FunctionalInterface
interface TreeSource {

  /** The tree in memory. */
  TreeSource MEMORY = clock -> Tree.of(MemoryFileSystem.open(clock));

  Tree open(InstantSource clock) throws IOException;

  static TreeSource of(Callable<? extends FileSystem> opened) {
    return clock -> {
      FileSystem fileSystem = call(opened);
      if (fileSystem.equals(FileSystems.getDefault())) {
        throw new IllegalArgumentException(
            "the default file system is the whole disk; use temporaryDirectory()");
      }
      return Tree.of(fileSystem);
    };
  }

  private static FileSystem call(Callable<? extends FileSystem> opened) throws IOException {
    try {
      return opened.call();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("cannot open the file system of the test: " + e.getMessage(), e);
    }
  }

  static TreeSource temporaryDirectory() {
    return clock -> {
      Path directory = Files.createTempDirectory("nioftpd-test-");
      FileSystem served = MountedFileSystem.builder().mount("/", Mount.of(directory)).build();
      return new Tree(
          served,
          path -> directory.resolve(path.substring(1)),
          () -> {
            served.close();
            remove(directory);
          });
    };
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
