package io.github.nioftpd.server.system;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a directory that was opened as a user. To go on reading takes no ids: the kernel
 * asked for them when it was opened.
 */
final class ActingDirectoryStream implements DirectoryStream<Path> {

  private final ActingFileSystem fileSystem;
  private final DirectoryStream<Path> world;
  private final Filter<? super Path> filter;

  ActingDirectoryStream(
      ActingFileSystem fileSystem, DirectoryStream<Path> world, Filter<? super Path> filter) {
    this.fileSystem = fileSystem;
    this.world = world;
    this.filter = filter;
  }

  @Override
  public Iterator<Path> iterator() {
    Iterator<Path> below = world.iterator();
    return new Iterator<>() {
      private @Nullable Path next;

      @Override
      public boolean hasNext() {
        while (next == null && below.hasNext()) {
          Path path = fileSystem.above(below.next());
          next = accepts(path) ? path : null;
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
    };
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
    world.close();
  }
}
