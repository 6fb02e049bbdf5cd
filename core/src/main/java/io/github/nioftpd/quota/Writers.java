package io.github.nioftpd.quota;

import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.fs.Identified;
import io.github.nioftpd.outcome.Refused;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files that sessions of the server write to, so that no two write to one file at the same
 * time. A file is known by its identity, whatever its names and users.
 *
 * <p>Safe for use by several threads. No lock is held during a call of a file system.
 */
public final class Writers {

  private final Map<Object, Path> files = new ConcurrentHashMap<>();

  /**
   * Claims a file, before it is opened.
   *
   * @throws Refused when it is claimed already (450)
   */
  public Claim claim(Path path) throws IOException {
    Claim claim = new Claim(path);
    boolean claimed = false;
    try {
      claim.add(path); // also while the file behind the path is replaced by a rename
      claim.add(Capabilities.identity(path));
      claimed = true;
    } finally {
      if (!claimed) {
        claim.close();
      }
    }
    return claim;
  }

  /**
   * Refuses what may not be changed while it is written to.
   *
   * @throws Refused when the file, or one below the directory, is claimed (450)
   */
  void requireIdle(Path path) throws IOException {
    boolean below = files.values().stream().anyMatch(other -> other.startsWith(path));
    if (below || files.containsKey(Capabilities.identity(path))) {
      throw inUse();
    }
  }

  private static Refused inUse() {
    return new Refused(450, "The file is being uploaded; try again later.");
  }

  /** The right to write to a file. Used by one thread at a time. */
  public final class Claim implements Closeable {

    private final Path path;
    private final List<Object> identities = new ArrayList<>(2);

    private Claim(Path path) {
      this.path = path;
    }

    private void add(Object identity) throws Refused {
      if (identities.contains(identity)) {
        return;
      }
      if (files.putIfAbsent(identity, path) != null) {
        throw inUse();
      }
      identities.add(identity);
    }

    /**
     * Claims the file itself, now that it is open: before, it may have been only a name, or another
     * file.
     *
     * @throws Refused when another session made it first under another name (450)
     */
    public void opened(SeekableByteChannel file) throws IOException {
      Optional<Object> known =
          file instanceof Identified identified ? identified.identity() : Optional.empty();
      add(known.isPresent() ? known.get() : Capabilities.identity(path));
    }

    /** Whether the path still leads to the file. */
    public boolean isInPlace() throws IOException {
      return identities.contains(Capabilities.identity(path));
    }

    /**
     * Keeps the right to the name alone, before the file is deleted: the file system may give its
     * identity to the next new file.
     */
    public void forgetFile() {
      identities.removeIf(identity -> !identity.equals(path) && files.remove(identity, path));
    }

    /** Gives the right back. */
    @Override
    public void close() {
      identities.forEach(files::remove);
      identities.clear();
    }
  }
}
