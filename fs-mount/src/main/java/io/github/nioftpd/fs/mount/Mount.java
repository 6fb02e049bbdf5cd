package io.github.nioftpd.fs.mount;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * A directory to mount, with its options. Immutable.
 *
 * <p>Nothing of a tree is reached through names above the directory that is mounted. Where a
 * symbolic link of its file system leads is up to that file system.
 */
public final class Mount {

  private final Opener opener;
  private final Set<Trait> traits;

  private Mount(Opener opener, Set<Trait> traits) {
    this.opener = opener;
    this.traits = traits;
  }

  private enum Trait {
    LAZY,
    READ_ONLY,
    OWNED,
    PROBED,
    STREAMED
  }

  private Mount with(Trait trait) {
    Set<Trait> more = EnumSet.of(trait);
    more.addAll(traits);
    return new Mount(opener, more);
  }

  /**
   * Mounts a directory of a file system that is open.
   *
   * @param directory of any file system; it stands at the mount point with everything below it
   * @return a mount that may be written to and does not close the file system
   */
  public static Mount of(Path directory) {
    return new Mount(() -> directory, Set.of());
  }

  /**
   * Mounts a directory of a file system that is opened when it is used for the first time.
   *
   * @param opener called until it succeeds, again for each use
   * @return a mount that may be written to and does not close the file system
   */
  public static Mount opened(Opener opener) {
    return new Mount(opener, Set.of(Trait.LAZY));
  }

  /**
   * The same below which nothing can be changed.
   *
   * @return a mount that throws {@link java.nio.file.ReadOnlyFileSystemException} for every change
   */
  public Mount readOnly() {
    return with(Trait.READ_ONLY);
  }

  /**
   * The same whose file system is closed with the tree, when it was opened.
   *
   * @return a mount that owns its file system
   */
  public Mount owned() {
    return with(Trait.OWNED);
  }

  /**
   * The same whose capabilities are tried when it is opened, for a file system that is no {@link
   * io.github.nioftpd.fs.Capable} and may fail to do what {@code java.nio.file} lets expect.
   *
   * @return a mount that makes files of its own in the directory, and removes them again
   */
  public Mount probed() {
    return with(Trait.PROBED);
  }

  /**
   * The same whose files are read through streams, for a file system that takes a whole file into
   * memory to make a channel of it, as that of the JDK for archives does. A position within a file
   * is then reached by reading up to it.
   *
   * @return a mount whose channels for reading hold a stream each
   */
  public Mount streamed() {
    return with(Trait.STREAMED);
  }

  Opener opener() {
    return opener;
  }

  boolean isLazy() {
    return traits.contains(Trait.LAZY);
  }

  boolean isReadOnly() {
    return traits.contains(Trait.READ_ONLY);
  }

  boolean isOwned() {
    return traits.contains(Trait.OWNED);
  }

  boolean isStreamed() {
    return traits.contains(Trait.STREAMED);
  }

  boolean isProbed() {
    return traits.contains(Trait.PROBED);
  }
}
