package io.github.nioftpd.fs.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A path of the host for one operation. Valid until it is closed; owned by one thread.
 *
 * <p>The type is checked before a file is opened: opening a FIFO waits for its other side, and
 * opening a device can have any effect. A descriptor refers to the checked file itself. With a path
 * alone, another user who can write to the directory can put a FIFO there after the check.
 */
final class HostPath implements Closeable {

  private static final LinkOption[] FOLLOW = {};
  private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};
  private static final int NO_DESCRIPTOR = -1;

  private final Path host;
  private final boolean followed;
  private int descriptor;

  private HostPath(Path host, boolean followed, int descriptor) {
    this.host = host;
    this.followed = followed;
    this.descriptor = descriptor;
  }

  /** A place that is named by a path of the host alone. */
  static HostPath of(Path host) {
    return new HostPath(host, false, NO_DESCRIPTOR);
  }

  /** The target of a path of the host, links followed. */
  static HostPath followed(Path host) {
    return new HostPath(host, true, NO_DESCRIPTOR);
  }

  /** The very file that a descriptor holds open. The place closes the descriptor. */
  static HostPath of(Path procfs, int descriptor) {
    return new HostPath(procfs, true, descriptor);
  }

  /** An entry of the directory that a descriptor holds open. The place closes the descriptor. */
  static HostPath of(Path procfs, int descriptor, String name) {
    return new HostPath(HostNames.below(procfs, name), false, descriptor);
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

  /** Returns whether {@link #host()} ends in a link that is followed. */
  boolean isFollowed() {
    return followed;
  }

  /** Reads the attributes. */
  BasicFileAttributes attributes() throws IOException {
    return Files.readAttributes(host, BasicFileAttributes.class, links());
  }

  /**
   * Returns the attributes of a file, before it is opened to be read or written; refuses anything
   * else.
   */
  BasicFileAttributes requireFile() throws IOException {
    BasicFileAttributes found = attributes();
    if (!found.isRegularFile()) {
      String what = found.isDirectory() ? "Is a directory" : "Not a regular file";
      throw new HostFailures.Refusal(host.toString(), what);
    }
    return found;
  }

  /** Refuses anything but a directory, before it is listed. */
  void requireDirectory() throws IOException {
    if (!attributes().isDirectory()) {
      throw new NotDirectoryException(host.toString());
    }
  }

  /** Refuses special files before they are changed: the JDK opens a file to set its times. */
  void requireOrdinary() throws IOException {
    if (attributes().isOther()) {
      throw new HostFailures.Refusal(host.toString(), "Not a regular file");
    }
  }

  @Override
  public void close() {
    if (descriptor != NO_DESCRIPTOR) {
      Openat2.close(descriptor);
      descriptor = NO_DESCRIPTOR;
    }
  }
}
