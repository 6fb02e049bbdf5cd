package io.github.nioftpd.quota;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Lets changes of the same path, or of a directory and a path below it, run one after the other;
 * all others run at the same time. No lock is held while a change runs. Safe for use by several
 * threads.
 */
final class PathTurns {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();

  /** Texts of paths: sessions of one user may have a file system each. */
  private final List<String> taken = new ArrayList<>();

  /** The right to change some paths and all paths below them. */
  final class Turn implements AutoCloseable {
    private final List<String> paths;

    private Turn(Path... paths) {
      this.paths = Stream.of(paths).map(PathTurns::text).toList();
    }

    private boolean isFree() {
      return paths.stream()
          .noneMatch(
              path ->
                  taken.stream()
                      .anyMatch(other -> path.startsWith(other) || other.startsWith(path)));
    }

    @Override
    public void close() {
      lock.lock();
      try {
        paths.forEach(taken::remove);
        ended.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * The text of a path with a separator at its end, so that it is a prefix of its descendants only.
   */
  private static String text(Path path) {
    String text = path.toString();
    String separator = path.getFileSystem().getSeparator();
    return text.endsWith(separator) ? text : text + separator;
  }

  /** Waits until no change of these paths, of one above or of one below, is running. */
  Turn take(Path... paths) {
    Turn turn = new Turn(paths);
    lock.lock();
    try {
      while (!turn.isFree()) {
        ended.awaitUninterruptibly();
      }
      taken.addAll(turn.paths);
      return turn;
    } finally {
      lock.unlock();
    }
  }
}
