package io.github.nioftpd.fs.mount;

import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a directory of the tree: what is mounted in it, then what the file system below
 * has there, each with its path below as a note. Used by one thread at a time.
 */
final class Listing implements DirectoryStream<Path> {

  private final MountedPath directory;
  private final SlashPath path;
  private final Set<String> mounted;
  private final @Nullable DirectoryStream<Path> inner;
  private final Filter<? super Path> filter;
  private boolean iterated;
  private boolean open = true;

  /** Takes over the stream below, if there is one. */
  Listing(
      MountedPath directory, @Nullable DirectoryStream<Path> inner, Filter<? super Path> filter) {
    this.directory = directory;
    this.path = directory.path();
    this.mounted = directory.node() == null ? Set.of() : directory.node().names();
    this.inner = inner;
    this.filter = filter;
  }

  @Override
  public Iterator<Path> iterator() {
    if (iterated || !open) {
      throw new IllegalStateException(open ? "iterated already" : "closed");
    }
    iterated = true;
    return new Entries(inner == null ? Collections.emptyIterator() : inner.iterator());
  }

  private final class Entries implements Iterator<Path> {
    private final Iterator<String> first = mounted.iterator();
    private final Iterator<Path> second;
    private @Nullable Path next;

    Entries(Iterator<Path> second) {
      this.second = second;
    }

    @Override
    public boolean hasNext() {
      while (next == null && open && first.hasNext()) {
        next = accepted(entry(first.next()));
      }
      while (next == null && open && hasInner()) {
        next = accepted(entry(second.next()));
      }
      return next != null;
    }

    private boolean hasInner() {
      try {
        return second.hasNext();
      } catch (DirectoryIteratorException e) {
        throw e.getCause() instanceof FileSystemException cause
            ? new DirectoryIteratorException(InnerFailures.of(cause, directory))
            : e;
      }
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

  private SlashPath entry(String name) {
    return path.resolve(SlashPath.parse(path.getFileSystem(), name));
  }

  /** The path for one of the file system below, or null for one that cannot be reached. */
  private @Nullable Path entry(Path below) {
    Path last = below.getFileName();
    String name = last == null ? "" : last.toString();
    MountPoint mount = directory.mount();
    if (mount == null || !isName(name) || mounted.contains(name)) {
      return null;
    }
    return entry(name).withNote(new InnerPath(mount, below));
  }

  /** Some file systems have names that are none in a tree with slashes. */
  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.indexOf('/') < 0
        && name.indexOf('\0') < 0
        && !name.equals(".")
        && !name.equals("..");
  }

  private @Nullable Path accepted(@Nullable Path entry) {
    try {
      return entry != null && filter.accept(entry) ? entry : null;
    } catch (IOException e) {
      throw new DirectoryIteratorException(e);
    }
  }

  @Override
  public void close() throws IOException {
    open = false;
    if (inner != null) {
      inner.close();
    }
  }
}
