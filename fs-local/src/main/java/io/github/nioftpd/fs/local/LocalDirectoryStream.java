package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one directory, read as they are asked for. While the stream is open, attributes of
 * the paths it yields are read relative to the open directory, without finding it again.
 *
 * <p>One thread iterates; reading attributes and closing are safe from any.
 */
final class LocalDirectoryStream implements DirectoryStream<Path> {

  private final LocalFileSystem fileSystem;
  private final SlashPath directory;
  private final HostPath place;
  private final DirectoryStream<Path> host;
  private final Filter<? super Path> filter;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean open = true;

  private LocalDirectoryStream(
      LocalFileSystem fileSystem,
      SlashPath directory,
      HostPath place,
      DirectoryStream<Path> host,
      Filter<? super Path> filter) {
    this.fileSystem = fileSystem;
    this.directory = directory;
    this.place = place;
    this.host = host;
    this.filter = filter;
  }

  /** Opens the directory at a place, which the stream closes, now if it cannot be opened. */
  @SuppressWarnings("StreamResourceLeak") // the stream that is returned closes the host's
  static LocalDirectoryStream open(
      LocalFileSystem fileSystem, SlashPath directory, HostPath place, Filter<? super Path> filter)
      throws IOException {
    boolean opened = false;
    try {
      place.requireDirectory();
      DirectoryStream<Path> host = Files.newDirectoryStream(place.host());
      opened = true;
      return new LocalDirectoryStream(fileSystem, directory, place, host, filter);
    } finally {
      if (!opened) {
        place.close();
      }
    }
  }

  /** The note of a path that a stream yielded: which stream it was, and where the entry lies. */
  record Entry(LocalDirectoryStream stream, Path host) {

    /** Reads attributes by the open directory; empty when it is closed or a link leads away. */
    <T> Optional<T> read(boolean follow, Attributes.Reading<T> reading) throws IOException {
      // A descriptor's number must not be used once it may belong to another file.
      stream.lock.lock();
      try {
        if (!stream.open || (follow && Presence.isLink(host))) {
          return Optional.empty();
        }
        return Optional.of(reading.of(host, LinkOption.NOFOLLOW_LINKS));
      } finally {
        stream.lock.unlock();
      }
    }
  }

  @Override
  public Iterator<Path> iterator() {
    return new Entries(host.iterator());
  }

  private final class Entries implements Iterator<Path> {
    private final Iterator<Path> hosts;
    private @Nullable Path next;

    Entries(Iterator<Path> hosts) {
      this.hosts = hosts;
    }

    @Override
    public boolean hasNext() {
      while (next == null && hosts.hasNext()) {
        next = accepted(hosts.next());
      }
      return next != null;
    }

    @Override
    public Path next() {
      Path result = hasNext() ? next : null;
      if (result == null) {
        throw new NoSuchElementException();
      }
      next = null;
      return result;
    }
  }

  private @Nullable Path accepted(Path entry) {
    String name = HostNames.last(entry);
    SlashPath path =
        directory.resolve(SlashPath.parse(fileSystem, name)).withNote(new Entry(this, entry));
    try {
      return filter.accept(path) ? path : null;
    } catch (IOException e) {
      throw new DirectoryIteratorException(e);
    }
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
