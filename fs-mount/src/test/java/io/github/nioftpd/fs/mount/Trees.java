package io.github.nioftpd.fs.mount;

import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;

/** Trees for tests; each owns its mounted file systems. */
final class Trees {

  private Trees() {}

  /** An empty in-memory file system with the Unix attribute views. */
  static FileSystem memory() {
    return TestFtp.memory();
  }

  static Mount owned() {
    return Mount.of(memory().getPath("/")).owned();
  }

  /** One file system, mounted at the root. */
  static MountedFileSystem one() {
    return MountedFileSystem.builder().mount("/", owned()).build();
  }

  /**
   * A directory mounted in a tree beside other mounts, which is mounted at the root of another
   * tree: every path, exception and key is translated twice.
   */
  static MountedFileSystem nested() throws IOException {
    FileSystem first = memory();
    Files.createDirectory(first.getPath("/top"));
    FileSystem second = memory();
    Files.createDirectory(second.getPath("/home"));
    Files.writeString(second.getPath("/beside"), "not reachable");
    MountedFileSystem tree =
        MountedFileSystem.builder()
            .mount("/", Mount.of(first.getPath("/top")).owned())
            .mount("/m", Mount.of(memory().getPath("/")).owned())
            .mount("/m/n", Mount.of(second.getPath("/home")).owned())
            .build();
    return MountedFileSystem.builder().mount("/", Mount.of(tree.getPath("/m/n")).owned()).build();
  }
}
