package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.EntryStream;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The entries of one directory. While they are open, attributes of their paths are read relative to
 * the open directory, without finding it again.
 *
 * <p>One thread iterates; reading attributes and closing are safe from any.
 */
final class LocalEntries implements EntryStream.Source<Path> {

  private final SlashPath directory;
  private final HostPath place;
  private final DirectoryStream<Path> host;
  private final Iterator<Path> entries;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean open = true;

  private LocalEntries(SlashPath directory, HostPath place, DirectoryStream<Path> host) {
    this.directory = directory;
    this.place = place;
    this.host = host;
    this.entries = host.iterator();
  }

  /** Opens the directory at a path of the host, which is closed with it, or if that fails. */
  @SuppressWarnings("StreamResourceLeak") // the source that is returned closes the host's
  static LocalEntries open(SlashPath directory, HostPath place) throws IOException {
    boolean opened = false;
    try {
      place.requireDirectory();
      DirectoryStream<Path> host = Files.newDirectoryStream(place.host());
      opened = true;
      return new LocalEntries(directory, place, host);
    } finally {
      if (!opened) {
        place.close();
      }
    }
  }

  /** The note of a path: the listing that it came from, and its path on the host. */
  record Entry(LocalEntries listing, Path host) {

    /** Reads attributes by the open directory; empty when it is closed or a link leads away. */
    <T> Optional<T> read(boolean follow, LocalProvider.Reading<T> reading) throws IOException {
      // A descriptor's number must not be used once it may belong to another file.
      listing.lock.lock();
      try {
        if (!listing.open || (follow && Presence.isLink(host))) {
          return Optional.empty();
        }
        return Optional.of(reading.on(host, LinkOption.NOFOLLOW_LINKS));
      } finally {
        listing.lock.unlock();
      }
    }
  }

  @Override
  public Optional<Path> next() {
    return entries.hasNext() ? Optional.of(path(entries.next())) : Optional.empty();
  }

  private Path path(Path entry) {
    SlashPath name = SlashPath.parse(directory.getFileSystem(), HostNames.last(entry));
    return directory.resolve(name).withNote(new Entry(this, entry));
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      if (open) {
        open = false;
        try {
          host.close();
        } finally {
          place.close();
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
