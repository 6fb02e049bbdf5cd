package io.github.nioftpd.server.homes;

import io.github.nioftpd.fs.mount.Opener;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open file systems of all sessions. Each location is opened once and shared by its sessions.
 * After the last session, a local disk is closed at once, memory never, because its files would be
 * lost, and other stores after a minute, for clients that log in again for every file. There is no
 * timer: the next login or logout closes expired homes. Safe for use by several threads.
 *
 * <p>Entering and leaving belong to the thread of the session.
 */
public final class Homes implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Homes.class);

  /**
   * The time that a store without sessions stays open. To open one costs a client, a request and
   * the known attributes; a client that returns within a minute, as a client does that logs in anew
   * for each file, is spared that. The idle connections of a client end after the same time.
   */
  private static final Duration KEPT = Duration.ofSeconds(60);

  /** Maximum number of open stores without sessions. */
  private static final int MOST_EMPTY = 64;

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<HomeKey, Home> homes = new HashMap<>();
  private final Map<Home, Instant> empty = new LinkedHashMap<>(); // the longest empty first
  private final Map<Thread, List<Home>> entered = new HashMap<>();

  /** Uses the clock of the system. */
  public Homes() {
    this(InstantSource.system());
  }

  Homes(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Lets the session of this thread into a place, and out of those it was in.
   *
   * @param key the location
   * @return its file system, which belongs to this object
   * @throws IOException when it cannot be opened
   */
  FileSystem enter(HomeKey key) throws IOException {
    leave();
    Home home = join(key);
    try {
      return home.open().fileSystem();
    } catch (IOException | RuntimeException e) {
      leave();
      throw e;
    }
  }

  /**
   * Lets the session of this thread into one more place, which is opened when it is used.
   *
   * @param key the location
   * @return opens it; may be called by any thread until the session has left
   */
  Opener enterToo(HomeKey key) {
    Home home = join(key);
    return () -> {
      try {
        return home.open().fileSystem().getPath("/");
      } catch (IllegalArgumentException e) {
        throw new IOException(e.getMessage(), e);
      }
    };
  }

  /**
   * Opens a place for this thread, which stays in it and in those it is in, so that it is not
   * closed when sessions end.
   *
   * @throws IOException when it cannot be opened
   */
  Locations.Served hold(HomeKey key) throws IOException {
    return join(key).open();
  }

  private Home join(HomeKey key) {
    lock.lock();
    try {
      Home home = homes.computeIfAbsent(key, Home::new);
      home.sessions++;
      empty.remove(home);
      entered.computeIfAbsent(Thread.currentThread(), thread -> new ArrayList<>()).add(home);
      return home;
    } finally {
      lock.unlock();
    }
  }

  /** Lets the session of this thread out of all places it is in. */
  public void leave() {
    List<Home> closing = new ArrayList<>();
    lock.lock();
    try {
      List<Home> left = entered.remove(Thread.currentThread());
      for (Home home : left == null ? List.<Home>of() : left) {
        if (--home.sessions == 0) {
          switch (home.idle()) {
            case CLOSE -> closing.add(home);
            case KEEP_FOR_A_WHILE -> empty.put(home, clock.instant());
            case KEEP -> {}
          }
        }
      }
      closing.addAll(due());
      closing.forEach(this::remove);
    } finally {
      lock.unlock();
    }
    close(closing);
  }

  private static void close(List<Home> closing) {
    for (Home home : closing) {
      LOG.debug("closing {}", home.description());
      home.close();
    }
  }

  /** The homes that were empty for long enough, or are too many. */
  private List<Home> due() {
    Instant limit = clock.instant().minus(KEPT);
    int surplus = empty.size() - MOST_EMPTY;
    List<Home> due = new ArrayList<>();
    empty.forEach(
        (home, since) -> {
          if (due.size() < surplus || !since.isAfter(limit)) {
            due.add(home);
          }
        });
    return due;
  }

  private void remove(Home home) {
    empty.remove(home);
    homes.remove(home.key(), home);
  }

  /**
   * Lets those who enter from now on find all places opened anew, with the keys that are in files
   * now. Who is in one stays there. Memory stays as it is.
   */
  public void renew() {
    List<Home> closing;
    lock.lock();
    try {
      closing = new ArrayList<>(empty.keySet());
      closing.forEach(this::remove);
      homes.values().removeIf(Home::isOutdatedNow);
    } finally {
      lock.unlock();
    }
    close(closing);
  }

  /** The number of open homes. */
  public int open() {
    lock.lock();
    try {
      return homes.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    Set<Home> all;
    lock.lock();
    try {
      all = new HashSet<>(homes.values());
      entered.values().forEach(all::addAll);
      homes.clear();
      empty.clear();
      entered.clear();
    } finally {
      lock.unlock();
    }
    all.forEach(Home::close);
  }
}
