package io.github.nioftpd.fs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A directory stream that takes its paths one by one from a source, past a filter. It is iterated
 * once, by one thread; any thread closes it.
 */
public final class EntryStream implements DirectoryStream<Path> {

  private final Source<Path> source;
  private final Filter<? super Path> filter;
  private boolean iterated;
  private volatile boolean open = true;

  /**
   * Creates a stream.
   *
   * @param source the paths; closing the stream closes it
   * @param filter which of them the stream has
   */
  public EntryStream(Source<Path> source, Filter<? super Path> filter) {
    this.source = source;
    this.filter = filter;
  }

  /**
   * The entries of a directory, one by one. Used by one thread at a time.
   *
   * @param <T> what they are
   */
  @FunctionalInterface
  public interface Source<T> extends Closeable {

    /**
     * Takes the next entry.
     *
     * @return the entry; empty after the last one, and at each call from then on
     * @throws IOException when the store fails
     */
    Optional<T> next() throws IOException;

    /**
     * Releases what the source holds. Does nothing by default.
     *
     * @throws IOException when it fails
     */
    @Override
    default void close() throws IOException {}

    /**
     * A source of entries that are known, with nothing to close.
     *
     * @param <T> what they are
     * @param entries the entries
     * @return a source
     */
    static <T> Source<T> of(Iterable<? extends T> entries) {
      Iterator<? extends T> iterator = entries.iterator();
      return () -> iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }
  }

  /** An entry of a directory of a store, see {@link TreeProvider#list}. */
  public interface Entry {

    /**
     * The name.
     *
     * @return one name, without a slash
     */
    String name();

    /**
     * The attributes that came with the listing. They are used instead of {@link
     * TreeProvider#attributes} as long as the stream is open.
     *
     * @param names those that are needed, see {@link TreeProvider#attributes}
     * @return the attributes; empty, as by default, when the listing has none
     * @throws IOException when the store has to be asked, and fails
     */
    default Optional<? extends BasicFileAttributes> attributes(List<String> names)
        throws IOException {
      return Optional.empty();
    }

    /**
     * An entry without attributes.
     *
     * @param name its name
     * @return an entry
     */
    static Entry of(String name) {
      return () -> name;
    }

    /**
     * An entry with attributes.
     *
     * @param name its name
     * @param attributes its attributes
     * @return an entry
     */
    static Entry of(String name, BasicFileAttributes attributes) {
      return new KnownEntry(name, attributes);
    }
  }

  private record KnownEntry(String name, BasicFileAttributes known) implements Entry {
    @Override
    public Optional<BasicFileAttributes> attributes(List<String> names) {
      return Optional.of(known);
    }
  }

  @Override
  public Iterator<Path> iterator() {
    if (iterated || !open) {
      throw new IllegalStateException(open ? "iterated already" : "closed");
    }
    iterated = true;
    return new Entries();
  }

  private final class Entries implements Iterator<Path> {
    private @Nullable Path next;

    @Override
    public boolean hasNext() {
      boolean more = true;
      try {
        while (next == null && open && more) {
          Optional<Path> entry = source.next();
          more = entry.isPresent();
          next = more && filter.accept(entry.get()) ? entry.get() : null;
        }
      } catch (IOException e) {
        throw new DirectoryIteratorException(e);
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

  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      source.close();
    }
  }
}
