package io.github.nioftpd.mount;

import java.nio.file.Path;

/**
 * What is mounted, and how. Immutable.
 *
 * <p>Nothing of a tree is reached through names above the directory that is mounted. Where a
 * symbolic link of its file system leads is up to that file system.
 */
public final class Mount {

  private final Opener opener;
  private final boolean lazy;
  private final boolean readOnly;
  private final boolean owned;
  private final boolean probed;

  private Mount(Opener opener, boolean lazy, boolean readOnly, boolean owned, boolean probed) {
    this.opener = opener;
    this.lazy = lazy;
    this.readOnly = readOnly;
    this.owned = owned;
    this.probed = probed;
  }

  /**
   * Mounts a directory of a file system that is open.
   *
   * @param directory of any file system; it stands at the mount point with everything below it
   * @return a mount that may be written to and does not close the file system
   */
  public static Mount of(Path directory) {
    return new Mount(() -> directory, false, false, false, false);
  }

  /**
   * Mounts a directory of a file system that is opened when it is used for the first time.
   *
   * @param opener called until it succeeds, again for each use
   * @return a mount that may be written to and does not close the file system
   */
  public static Mount opened(Opener opener) {
    return new Mount(opener, true, false, false, false);
  }

  /**
   * The same below which nothing can be changed.
   *
   * @return a mount that throws {@link java.nio.file.ReadOnlyFileSystemException} for every change
   */
  public Mount readOnly() {
    return new Mount(opener, lazy, true, owned, probed);
  }

  /**
   * The same whose file system is closed with the tree, when it was opened.
   *
   * @return a mount that owns its file system
   */
  public Mount owned() {
    return new Mount(opener, lazy, readOnly, true, probed);
  }

  /**
   * The same whose capabilities are tried when it is opened, for a file system that is no {@link
   * io.github.nioftpd.spi.Capable} and may fail to do what {@code java.nio.file} lets expect.
   *
   * @return a mount that makes files of its own in the directory, and removes them again
   */
  public Mount probed() {
    return new Mount(opener, lazy, readOnly, owned, true);
  }

  Opener opener() {
    return opener;
  }

  boolean isLazy() {
    return lazy;
  }

  boolean isReadOnly() {
    return readOnly;
  }

  boolean isOwned() {
    return owned;
  }

  boolean isProbed() {
    return probed;
  }
}
