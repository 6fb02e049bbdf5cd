package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State of a bucket that outlives the process: modification times, and unfinished multipart
 * uploads. Without it only more requests are needed, so a failure of the file is never reported to
 * a caller.
 *
 * <p>All file systems of the process for a bucket share it. One thread reads and writes the file,
 * since the interrupt of a session would close it. Safe for use by several threads.
 */
final class BucketState implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BucketState.class);
  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final Map<Path, BucketState> OPEN = new HashMap<>();

  /** Files whose failure was logged. */
  private static final Set<Path> FAILED = ConcurrentHashMap.newKeySet();

  private final @Nullable Path file;
  private final @Nullable ExecutorService thread;

  /** Used only by that thread; null before it is opened and after a failure. */
  private @Nullable StateFile open;

  /** Uploads of this process. */
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  private int users; // guarded by LOCK

  private BucketState(@Nullable Path file) {
    this.file = file;
    this.thread =
        file == null
            ? null
            : Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("s3-state-", 0).daemon().factory());
  }

  /** A state without a file. */
  static BucketState none() {
    return new BucketState(null);
  }

  /** The state of a bucket, or none without a directory. The caller closes it. */
  static BucketState of(S3Settings settings) {
    Optional<Path> directory = settings.policies().state();
    if (directory.isEmpty()) {
      return none();
    }
    Path file = StateFile.named(directory.get(), settings).toAbsolutePath().normalize();
    LOCK.lock();
    try {
      BucketState state = OPEN.get(file);
      if (state == null) {
        state = new BucketState(file);
        OPEN.put(file, state);
        state.later(state::open);
      }
      state.users++;
      return state;
    } finally {
      LOCK.unlock();
    }
  }

  private void open() throws IOException {
    Path path = file;
    if (path != null) {
      open = StateFile.open(path);
      FAILED.remove(path);
    }
  }

  /** The stored attributes by key. */
  Map<String, S3Attributes> times(Collection<String> keys) {
    if (thread == null || keys.isEmpty()) {
      return Map.of();
    }
    return now(() -> open == null ? Map.of() : open.times(keys), Map.of());
  }

  void put(String key, S3Attributes attributes) {
    later(
        () -> {
          if (open != null) {
            open.put(key, attributes);
          }
        });
  }

  void remove(String key) {
    later(
        () -> {
          if (open != null) {
            open.remove(key);
          }
        });
  }

  /** Records the start of a multipart upload. */
  void begun(String key, String id) {
    underWay.add(id);
    Instant now = Instant.now();
    later(
        () -> {
          if (open != null) {
            open.begun(key, id, now);
          }
        });
  }

  /** Records the end of a multipart upload. */
  void ended(String id) {
    underWay.remove(id);
    later(
        () -> {
          if (open != null) {
            open.ended(id);
          }
        });
  }

  /** Records that an upload was left in the store, to be aborted later. */
  void left(String id) {
    underWay.remove(id);
  }

  /** Keys by id of uploads before a time without an open channel. */
  Map<String, String> stale(Instant limit) {
    Map<String, String> stale =
        new HashMap<>(now(() -> open == null ? Map.of() : open.begunBefore(limit), Map.of()));
    stale.keySet().removeAll(underWay);
    return stale;
  }

  private interface Step {
    void run() throws IOException;
  }

  private void later(Step step) {
    if (thread == null) {
      return;
    }
    try {
      thread.execute(
          () -> {
            try {
              step.run();
            } catch (IOException | RuntimeException e) {
              failed(e);
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.trace("{} is closed", file, e);
    }
  }

  private <T> T now(Callable<T> question, T otherwise) {
    if (thread == null) {
      return otherwise;
    }
    try {
      Future<T> answer = thread.submit(question);
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      later(() -> failed(e.getCause() == null ? e : e.getCause()));
    } catch (RejectedExecutionException e) {
      LOG.trace("{} is closed", file, e);
    }
    return otherwise;
  }

  /**
   * Closes the file after a failure. A corrupt file is replaced once; others are not used again.
   */
  private void failed(Throwable e) {
    StateFile broken = open;
    open = null;
    if (broken != null) {
      broken.abandon();
    }
    Path path = file;
    if (path == null || !FAILED.add(path)) {
      return;
    }
    if (broken != null && StateFile.isDamage(e)) {
      try {
        StateFile.setAside(path, e);
        open = StateFile.open(path);
        return;
      } catch (IOException | RuntimeException second) {
        e.addSuppressed(second);
      }
    }
    LOG.warn(
        "cannot use the state file {}: {}; its data is kept in memory only",
        path,
        StateFile.reason(e));
    LOG.debug("cannot use the state file {}", path, e);
  }

  /** Waits until all changes are in the file. */
  void flush() {
    Object unused =
        now(
            () -> {
              if (open != null) {
                open.commit();
              }
              return true;
            },
            false);
  }

  /** Closes the file with the last file system. */
  @Override
  public void close() {
    ExecutorService last = thread;
    if (last == null) {
      return;
    }
    LOCK.lock();
    try {
      if (--users > 0) {
        return;
      }
      boolean unused = OPEN.values().remove(this);
      later(
          () -> {
            if (open != null) {
              open.close();
            }
          });
      last.shutdown();
      awaitEnd(last);
    } finally {
      LOCK.unlock();
    }
  }

  /** Waits in spite of interrupts, until the file is written. */
  private static void awaitEnd(ExecutorService thread) {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = thread.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
