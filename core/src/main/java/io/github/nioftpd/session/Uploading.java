package io.github.nioftpd.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that one user uploads. Guarded by the lock of the {@link Meter}. */
final class Uploading {

  private final List<Path> paths = new ArrayList<>();

  void add(Path path) {
    paths.add(path);
  }

  void remove(Path path) {
    paths.remove(path);
  }

  boolean isEmpty() {
    return paths.isEmpty();
  }

  /** Refuses a path that is one of them, or a directory above one (450). */
  void requireIdle(Path path) throws IOException {
    for (Path other : paths) {
      if (other.startsWith(path) || isSame(other, path)) {
        throw new Refused(450, "The file is being uploaded; try again later.");
      }
    }
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
  }
}
