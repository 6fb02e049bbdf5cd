package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.s3.Keys.Place;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a directory, page by page: the next page is on its way while the last one is
 * looked at, and no more than two are held. Each path carries its attributes for as long as the
 * stream is open.
 *
 * <p>Used by one thread at a time.
 */
final class Listing implements DirectoryStream<Path> {

  /** How many entries of one listing are remembered. */
  private static final int MOST_REMEMBERED = 20_000;

  static final int PAGE = 1000;

  private final SlashPath directory;
  private final Place place;
  private final Store store;
  private final Lookup lookup;
  private final Filter<? super Path> filter;
  private final Names names;
  private final Heads heads;
  private final Deque<Heads.Row> entries = new ArrayDeque<>();
  private @Nullable UploadTask<Pages.Page> coming;
  private long comingAsked;
  private int seen;
  private boolean iterated;
  private boolean open = true;

  /** Attributes that hold while a stream is open. */
  record Note(Heads.Row row, Listing listing) {

    /** The attributes, with the time that the metadata say if that is wanted. */
    S3Attributes attributes(boolean exact) throws IOException {
      return exact ? listing.heads.exact(row, listing.entries) : row.attributes();
    }
  }

  /**
   * Opens a directory.
   *
   * @param directory its path
   * @param place where it is
   * @param store the bucket
   * @param lookup what is known
   * @param filter which entries are wanted
   * @throws NotDirectoryException when it is a file
   * @throws NoSuchFileException when it is nothing
   */
  Listing(SlashPath directory, Place place, Store store, Lookup lookup, Filter<? super Path> filter)
      throws IOException {
    this.directory = directory;
    this.place = place;
    this.store = store;
    this.lookup = lookup;
    this.filter = filter;
    this.names = new Names(place.below(), lookup.hidden());
    this.heads = new Heads(store, lookup.cache());
    long asked = lookup.cache().now();
    take(store.pages().list(place.below(), false, PAGE, null), asked);
    if (seen == 0 && !names.hasMarker() && !place.isRoot()) {
      lookup.cache().forget(place.key());
      refuse();
    }
    if (!place.isRoot()) {
      lookup.cache().putDirectory(place.key(), lookup.directory(place, names.hasMarker()));
    }
  }

  private void refuse() throws IOException {
    if (store.head(place.key(), place.path()).isPresent()) {
      throw new NotDirectoryException(place.path());
    }
    throw new NoSuchFileException(place.path());
  }

  /** Keeps the entries of a page and sends for the next. */
  private void take(Pages.Page page, long asked) throws IOException {
    comingAsked = lookup.cache().now();
    Pages.Next next = page.next();
    coming =
        next == null
            ? null
            : UploadTask.carry(() -> store.pages().list(place.below(), false, PAGE, next));
    seen += page.objects().size() + page.prefixes().size();
    Map<String, S3Attributes> shown = new LinkedHashMap<>();
    for (Names.Entry entry : names.of(page, next == null)) {
      String key = place.below() + entry.name();
      if (entry.name().equals(Partials.DIRECTORY)) {
        continue;
      }
      if (entry.object() == null) {
        shown.put(key + "/", S3Attributes.directory(Instant.EPOCH, false));
      } else {
        shown.put(key, S3Attributes.of(entry.object()));
      }
    }
    lookup.complete(shown, asked);
    shown.forEach((key, attributes) -> entries.add(new Heads.Row(key, attributes, asked)));
  }

  private boolean advance() throws IOException {
    while (entries.isEmpty() && coming != null) {
      take(coming.await(), comingAsked);
    }
    return !entries.isEmpty();
  }

  private SlashPath path(Heads.Row row) {
    boolean isDirectory = row.attributes().isDirectory();
    String key = isDirectory ? row.key().substring(0, row.key().length() - 1) : row.key();
    if (seen <= MOST_REMEMBERED && isDirectory) {
      S3Attributes unused = lookup.cache().putDirectory(key, row.attributes());
    } else if (seen <= MOST_REMEMBERED) {
      S3Attributes unused = lookup.cache().note(key, row.attributes(), row.asked());
    }
    SlashPath path = (SlashPath) directory.resolve(key.substring(place.below().length()));
    return path.withNote(new Note(row, this));
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
        while (next == null && open && advance()) {
          Path path = path(entries.remove());
          next = filter.accept(path) ? path : null;
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
    heads.stop();
    UploadTask<Pages.Page> last = coming;
    if (last != null) {
      UploadTask.stop(List.of(last));
    }
  }
}
