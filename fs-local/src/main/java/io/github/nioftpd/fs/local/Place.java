package io.github.nioftpd.fs.local;

import java.io.Closeable;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A path of the host that one operation may act upon. It is good until it is closed; the thread
 * that asked for it owns it.
 */
final class Place implements Closeable {

  private static final LinkOption[] FOLLOW = {};
  private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};
  private static final int NO_DESCRIPTOR = -1;

  private final Path host;
  private final boolean followed;
  private int descriptor;

  private Place(Path host, boolean followed, int descriptor) {
    this.host = host;
    this.followed = followed;
    this.descriptor = descriptor;
  }

  /** A place that is named by a path of the host alone. */
  static Place of(Path host) {
    return new Place(host, false, NO_DESCRIPTOR);
  }

  /** What a path of the host leads to, links followed. */
  static Place followed(Path host) {
    return new Place(host, true, NO_DESCRIPTOR);
  }

  /** The very file that a descriptor holds open. The place closes the descriptor. */
  static Place of(Path procfs, int descriptor) {
    return new Place(procfs, true, descriptor);
  }

  /** An entry of the directory that a descriptor holds open. The place closes the descriptor. */
  static Place of(Path procfs, int descriptor, String name) {
    return new Place(HostNames.below(procfs, name), false, descriptor);
  }

  Path host() {
    return host;
  }

  /**
   * The options that keep an operation from following a link at the end of {@link #host()}. There
   * are none where that end is to be followed, as the links of /proc to a descriptor are.
   */
  LinkOption[] links() {
    return followed ? FOLLOW : NO_FOLLOW;
  }

  /** Says whether {@link #host()} ends in a link that is followed. */
  boolean isFollowed() {
    return followed;
  }

  @Override
  public void close() {
    if (descriptor != NO_DESCRIPTOR) {
      Openat2.close(descriptor);
      descriptor = NO_DESCRIPTOR;
    }
  }
}
