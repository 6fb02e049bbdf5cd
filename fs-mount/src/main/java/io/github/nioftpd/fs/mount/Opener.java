package io.github.nioftpd.fs.mount;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens the directory of a mount at its first use. Safe for use by several threads, but called by
 * one at a time.
 */
@FunctionalInterface
public interface Opener {

  /**
   * Opens a file system. When it fails, the next use of the mount calls it again.
   *
   * @return the directory that is mounted
   * @throws IOException when it cannot be opened now; the message is one sentence for the
   *     administrator
   */
  Path open() throws IOException;
}
