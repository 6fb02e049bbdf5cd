package io.github.nioftpd.server.homes;

import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A location that sessions share, opened once. The count of sessions is guarded by the lock of
 * {@link Homes}, the rest by a lock of its own.
 */
final class Home {

  /** The fate of a home without sessions. */
  enum Idle {
    CLOSE,
    KEEP_FOR_A_WHILE,
    KEEP
  }

  private static final String MEMORY = "memory";

  private final HomeKey key;
  private final String scheme;
  private final ReentrantLock opening = new ReentrantLock();
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile Locations.@Nullable Served served;
  private @Nullable IOException failure;
  private boolean closed;

  /** Guarded by the lock of {@link Homes}. */
  int sessions;

  private boolean outdated;

  Home(HomeKey key) {
    this.key = key;
    this.scheme = Locations.scheme(key.location());
  }

  HomeKey key() {
    return key;
  }

  /** Opens it, if it is not open. Threads that wait for the same attempt share its result. */
  Locations.Served open() throws IOException {
    int before = attempts.get();
    opening.lock();
    try {
      Locations.Served now = served;
      if (now != null) {
        return now;
      }
      if (closed) {
        throw new ClosedFileSystemException();
      }
      if (failure != null && attempts.get() != before) {
        throw new IOException(failure.getMessage(), failure);
      }
      return attempt();
    } finally {
      opening.unlock();
    }
  }

  private Locations.Served attempt() throws IOException {
    try {
      Locations.Served now = Locations.open(key.location(), key.settings());
      served = now;
      log().debug("opened {}", now.summary());
      return now;
    } catch (IOException e) {
      failure = e;
      throw e;
    } finally {
      attempts.incrementAndGet();
    }
  }

  /** Its fate when it has no sessions. */
  Idle idle() {
    if (served == null || outdated) {
      return Idle.CLOSE;
    }
    return switch (scheme) {
      case MEMORY -> Idle.KEEP; // its files would be lost
      // it opens quickly; kept open, it would block an unmount and miss a directory created anew
      case "file" -> Idle.CLOSE;
      default -> Idle.KEEP_FOR_A_WHILE;
    };
  }

  /** Marks it as outdated, except memory, whose files would be lost. */
  boolean isOutdatedNow() {
    outdated = !scheme.equals(MEMORY);
    return outdated;
  }

  /** A description for the log; the location itself could contain a password. */
  String description() {
    Locations.Served now = served;
    return now == null ? "nothing" : now.description();
  }

  void close() {
    String what = description();
    opening.lock();
    try {
      closed = true;
      Locations.Served last = served;
      served = null;
      if (last != null) {
        last.close();
      }
    } catch (IOException e) {
      log().warn("cannot close {}: {}", what, String.valueOf(e.getMessage()));
    } finally {
      opening.unlock();
    }
  }

  /** Not a constant: a logger created before the level is set would ignore it. */
  private static Logger log() {
    return LoggerFactory.getLogger(Home.class);
  }
}
