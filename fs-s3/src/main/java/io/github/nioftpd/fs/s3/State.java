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
 * What is known of a bucket beyond the life of the process: times of modification, and uploads in
 * parts that have not ended. Without it the store is asked more often, and nothing else happens; so
 * no failure of the file is one of its user.
 *
 * <p>All file systems of the process that serve one bucket share it. One thread reads and writes
 * the file: the interrupt of a session would close it. Safe for use by several threads.
 */
final class State implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(State.class);
  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final Map<Path, State> OPEN = new HashMap<>();

  /** Files whose failure was logged. */
  private static final Set<Path> FAILED = ConcurrentHashMap.newKeySet();

  private final @Nullable Path file;
  private final @Nullable ExecutorService thread;

  /** Set and used by that thread alone; null before it is opened and after a failure. */
  private @Nullable StateFile open;

  /** Uploads of this process. */
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  private int users; // guarded by LOCK

  private State(@Nullable Path file) {
    this.file = file;
    this.thread =
        file == null
            ? null
            : Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("s3-state-", 0).daemon().factory());
  }

  /** A state that remembers nothing. */
  static State none() {
    return new State(null);
  }

  /** The state of a bucket, or none when no directory is set. The caller closes it. */
  static State of(S3Settings settings) {
    Optional<Path> directory = settings.policies().state();
    if (directory.isEmpty()) {
      return none();
    }
    Path file = StateFile.named(directory.get(), settings).toAbsolutePath().normalize();
    LOCK.lock();
    try {
      State state = OPEN.get(file);
      if (state == null) {
        state = new State(file);
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

  /** What is known of objects, by key; what is not known is left out. */
  Map<String, S3Attributes> times(Collection<String> keys) {
    if (thread == null || keys.isEmpty()) {
      return Map.of();
    }
    return now(() -> open == null ? Map.of() : open.times(keys), Map.of());
  }

  /** Keeps what is known of an object. */
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

  /** Notes that an upload in parts has begun. */
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

  /** Notes that nothing is left of an upload in parts. */
  void ended(String id) {
    underWay.remove(id);
    later(
        () -> {
          if (open != null) {
            open.ended(id);
          }
        });
  }

  /** Notes that an upload could not be removed, so that it is tried again another day. */
  void left(String id) {
    underWay.remove(id);
  }

  /** Uploads that began before a time and are of no channel that is open: their keys by id. */
  Map<String, String> stale(Instant limit) {
    Map<String, String> stale =
        new HashMap<>(now(() -> open == null ? Map.of() : open.begunBefore(limit), Map.of()));
    stale.keySet().removeAll(underWay);
    return stale;
  }

  /** Something to do on the thread of the file. */
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
   * Gives the file up. One that is damaged is replaced, once; otherwise nothing is remembered until
   * it is opened again with the next file system.
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

  /** Waits until all that was noted is in the file. */
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

  /** With the last file system the file is closed. */
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

  /** An interrupt of the caller must not end what is being written. */
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
