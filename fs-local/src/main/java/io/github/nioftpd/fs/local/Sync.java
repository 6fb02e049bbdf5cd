package io.github.nioftpd.fs.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** When changes are flushed to the disk, so that a loss of power cannot undo them. */
public enum Sync {
  /** When the operating system sees fit. */
  NONE("none"),

  /** Before an operation returns: content when its channel is closed, names when they change. */
  ON_CLOSE("on-close");

  private final String setting;

  Sync(String setting) {
    this.setting = setting;
  }

  /**
   * The choice of a name as an administrator writes it.
   *
   * @param name {@code none} or {@code on-close}
   * @return the choice
   * @throws IllegalArgumentException when there is no such choice
   */
  public static Sync named(String name) {
    for (Sync sync : values()) {
      if (sync.setting.equals(name.toLowerCase(Locale.ROOT))) {
        return sync;
      }
    }
    throw new IllegalArgumentException("sync is none or on-close, not \"" + name + "\".");
  }

  /** Flushes the content of an open file. */
  void file(FileChannel channel) throws IOException {
    if (this == ON_CLOSE) {
      channel.force(true);
    }
  }

  /** Flushes the content of a file. */
  void file(Path host) throws IOException {
    if (this == ON_CLOSE) {
      try {
        force(host, StandardOpenOption.READ);
      } catch (AccessDeniedException e) {
        force(host, StandardOpenOption.WRITE); // one that its owner cannot read
      }
    }
  }

  /** Flushes the name of an entry that was made, renamed or removed. Windows has no such call. */
  void directoryOf(Path entry) throws IOException {
    Path directory = entry.getParent();
    if (this == ON_CLOSE && !HostNames.WINDOWS && directory != null) {
      force(directory, StandardOpenOption.READ);
    }
  }

  private static void force(Path host, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(host, option)) {
      channel.force(true);
    }
  }
}
