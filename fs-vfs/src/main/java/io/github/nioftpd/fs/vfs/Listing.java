package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.vfs.common.VfsAttributes;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a directory, as they were when it was opened: VFS tells them all at once. Each
 * path carries its attributes for as long as the stream is open. Used by one thread at a time.
 */
final class Listing implements DirectoryStream<Path> {

  private final SlashPath directory;
  private final Iterator<Child> children;
  private final Filter<? super Path> filter;
  private boolean iterated;
  private boolean open = true;

  /** An entry. */
  record Child(String name, VfsAttributes attributes) {}

  /** Attributes that hold while a stream is open. */
  record Note(VfsAttributes attributes, Listing listing) {}

  Listing(SlashPath directory, List<Child> children, Filter<? super Path> filter) {
    this.directory = directory;
    this.children = children.iterator();
    this.filter = filter;
  }

  boolean isOpen() {
    return open;
  }

  @Override
  public Iterator<Path> iterator() {
    if (iterated || !open) {
      throw new IllegalStateException("a stream is iterated once, while it is open");
    }
    iterated = true;
    return new Entries();
  }

  /** What passes the filter. */
  private final class Entries implements Iterator<Path> {
    private @Nullable Path next;

    @Override
    public boolean hasNext() {
      try {
        while (next == null && open && children.hasNext()) {
          Child child = children.next();
          SlashPath path = (SlashPath) directory.resolve(child.name());
          Path noted = path.withNote(new Note(child.attributes(), Listing.this));
          next = filter.accept(noted) ? noted : null;
        }
      } catch (IOException e) {
        throw new DirectoryIteratorException(e);
      }
      return next != null;
    }

    @Override
    public Path next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Path path = next;
      next = null;
      return path;
    }
  }

  @Override
  public void close() {
    open = false;
  }
}
