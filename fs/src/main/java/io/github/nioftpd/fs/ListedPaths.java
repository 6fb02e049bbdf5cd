package io.github.nioftpd.fs;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** The paths of listed entries, which carry the attributes of their entries. */
final class ListedPaths implements EntryStream.Source<Path> {

  private final SlashPath directory;
  private final EntryStream.Source<EntryStream.Entry> entries;
  private volatile boolean open = true;

  ListedPaths(SlashPath directory, EntryStream.Source<EntryStream.Entry> entries) {
    this.directory = directory;
    this.entries = entries;
  }

  private record Note(EntryStream.Entry entry, ListedPaths listing) {}

  /** The attributes that the listing of a path has, as long as it is open. */
  static Optional<? extends BasicFileAttributes> attributes(SlashPath path, List<String> names)
      throws IOException {
    return path.note() instanceof Note note && note.listing.open
        ? note.entry.attributes(names)
        : Optional.empty();
  }

  @Override
  public Optional<Path> next() throws IOException {
    return entries.next().map(this::path);
  }

  private Path path(EntryStream.Entry entry) {
    SlashPath path = (SlashPath) directory.resolve(entry.name());
    return path.withNote(new Note(entry, this));
  }

  @Override
  public void close() throws IOException {
    open = false;
    entries.close();
  }
}
