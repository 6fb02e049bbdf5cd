package io.github.nioftpd.fs.mount;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens what is mounted when it is used for the first time. Safe for use by several threads; it is
 * called by one at a time.
 */
@FunctionalInterface
public interface Opener {

  /**
   * Opens a file system. When it fails, it is called again by whoever uses the mount next.
   *
   * @return the directory that is mounted
   * @throws IOException when it cannot be opened now; the message is one sentence for the
   *     administrator
   */
  Path open() throws IOException;
}
