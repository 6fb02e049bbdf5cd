package io.github.nioftpd.fs.memory;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.StreamSupport;

/** The entries of a directory inside, with the caller's own paths. Used by one thread at a time. */
final class Listing implements DirectoryStream<Path> {

  private final Path directory;
  private final DirectoryStream<Path> inside;
  private final Filter<? super Path> filter;

  Listing(Path directory, DirectoryStream<Path> inside, Filter<? super Path> filter) {
    this.directory = directory;
    this.inside = inside;
    this.filter = filter;
  }

  @Override
  public Iterator<Path> iterator() {
    return StreamSupport.stream(inside.spliterator(), false)
        .map(path -> directory.resolve(path.getFileName().toString()))
        .filter(this::accepts)
        .iterator();
  }

  private boolean accepts(Path path) {
    try {
      return filter.accept(path);
    } catch (IOException e) {
      throw new DirectoryIteratorException(e);
    }
  }

  @Override
  public void close() throws IOException {
    inside.close();
  }
}
