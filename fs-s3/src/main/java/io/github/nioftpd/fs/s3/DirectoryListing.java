package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.EntryStream;
import io.github.nioftpd.fs.s3.Keys.ObjectPath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a directory, page by page. The next page is requested while the current one is
 * read, and at most two are in memory. Used by one thread at a time.
 */
final class DirectoryListing implements EntryStream.Source<EntryStream.Entry> {

  /** Entries of one listing that are cached. */
  private static final int MOST_REMEMBERED = 20_000;

  static final int PAGE = 1000;

  private final ObjectPath place;
  private final Store store;
  private final Lookup lookup;
  private final EntryNames names;
  private final HeadRequests heads;
  private final Deque<HeadRequests.Row> entries = new ArrayDeque<>();
  private @Nullable UploadTask<ListRequests.Page> coming;
  private long comingAsked;
  private int seen;

  /** An entry whose exact time may cost a request. */
  private record Listed(String name, HeadRequests.Row row, DirectoryListing listing)
      implements EntryStream.Entry {
    @Override
    public Optional<S3Attributes> attributes(List<String> names) throws IOException {
      return Optional.of(
          S3Provider.includesTime(names)
              ? listing.heads.exact(row, listing.entries)
              : row.attributes());
    }
  }

  /**
   * Opens a directory.
   *
   * @throws NotDirectoryException when it is a file
   * @throws NoSuchFileException when it does not exist
   */
  DirectoryListing(ObjectPath place, Store store, Lookup lookup) throws IOException {
    this.place = place;
    this.store = store;
    this.lookup = lookup;
    this.names = new EntryNames(place.below(), lookup.hidden());
    this.heads = new HeadRequests(store, lookup.cache());
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
  private void take(ListRequests.Page page, long asked) throws IOException {
    comingAsked = lookup.cache().now();
    ListRequests.Next next = page.next();
    coming =
        next == null
            ? null
            : UploadTask.carry(() -> store.pages().list(place.below(), false, PAGE, next));
    seen += page.objects().size() + page.prefixes().size();
    Map<String, S3Attributes> shown = new LinkedHashMap<>();
    for (EntryNames.Entry entry : names.of(page, next == null)) {
      String key = place.below() + entry.name();
      if (entry.name().equals(PartialUploadStore.DIRECTORY)) {
        continue;
      }
      if (entry.object() == null) {
        shown.put(key + "/", S3Attributes.directory(Instant.EPOCH, false));
      } else {
        shown.put(key, S3Attributes.of(entry.object()));
      }
    }
    lookup.complete(shown, asked);
    shown.forEach((key, attributes) -> entries.add(new HeadRequests.Row(key, attributes, asked)));
  }

  @Override
  public Optional<EntryStream.Entry> next() throws IOException {
    while (entries.isEmpty() && coming != null) {
      take(coming.await(), comingAsked);
    }
    return entries.isEmpty() ? Optional.empty() : Optional.of(entry(entries.remove()));
  }

  private Listed entry(HeadRequests.Row row) {
    boolean isDirectory = row.attributes().isDirectory();
    String key = isDirectory ? row.key().substring(0, row.key().length() - 1) : row.key();
    if (seen <= MOST_REMEMBERED && isDirectory) {
      S3Attributes unused = lookup.cache().putDirectory(key, row.attributes());
    } else if (seen <= MOST_REMEMBERED) {
      S3Attributes unused = lookup.cache().note(key, row.attributes(), row.asked());
    }
    return new Listed(key.substring(place.below().length()), row, this);
  }

  @Override
  public void close() {
    heads.stop();
    UploadTask<ListRequests.Page> last = coming;
    if (last != null) {
      UploadTask.stop(List.of(last));
    }
  }
}
