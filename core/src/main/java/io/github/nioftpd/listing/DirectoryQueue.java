package io.github.nioftpd.listing;

import io.github.nioftpd.outcome.Refused;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The directories that a walk has still to visit. All walks of the process together hold an eighth
 * of the heap at the most, however long paths are. Owned by one thread.
 */
public final class DirectoryQueue implements Closeable {

  private static final long MOST = Runtime.getRuntime().maxMemory() / 8;

  /** About how many bytes a path takes besides its text: objects, and attributes it carries. */
  private static final int EACH = 256;

  private static final AtomicLong HELD = new AtomicLong();

  private final Deque<Path> directories = new ArrayDeque<>();
  private long held;

  /** Makes an empty queue. */
  public DirectoryQueue() {}

  /**
   * Adds a directory.
   *
   * @throws Refused when all walks together would hold too much (451)
   */
  public void add(Path directory) throws Refused {
    long size = size(directory);
    if (HELD.addAndGet(size) > MOST) {
      HELD.addAndGet(-size);
      throw new Refused(451, "Too many directories for a recursive listing.");
    }
    held += size;
    directories.addLast(directory);
  }

  /**
   * Takes the directory that was added first.
   *
   * @return its path, or null when there is none
   */
  public @Nullable Path poll() {
    Path next = directories.pollFirst();
    if (next != null) {
      release(size(next));
    }
    return next;
  }

  private void release(long size) {
    held -= size;
    HELD.addAndGet(-size);
  }

  private static long size(Path path) {
    return EACH + 2L * path.toString().length();
  }

  /** Drops the remaining directories. */
  @Override
  public void close() {
    release(held);
    directories.clear();
  }
}
