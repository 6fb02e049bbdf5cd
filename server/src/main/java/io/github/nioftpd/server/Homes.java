package io.github.nioftpd.server;

import io.github.nioftpd.fs.mount.Opener;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file systems of those who are logged in, each place opened once for all sessions in it. When
 * the last of them has left, a local disk is closed at once, memory, which would forget, never, and
 * a store is kept for those who log in for every file. There is no timer: whoever enters or leaves
 * next closes what is due. Safe for use by several threads.
 *
 * <p>A session enters and leaves on its own thread, which is how the two are known to belong
 * together.
 */
final class Homes implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Homes.class);

  private static final String MEMORY = "memory";

  /**
   * How long a store that nobody is in stays open. To open one costs a client, a request and the
   * known attributes; whoever comes back within a minute, as a client does that logs in anew for
   * each file, is spared that. The idle connections of a client end after the same time.
   */
  private static final Duration KEPT = Duration.ofSeconds(60);

  /** How many stores stay open that nobody is in, whoever logs in with how many names. */
  private static final int MOST_EMPTY = 64;

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Place, Home> homes = new HashMap<>();
  private final Map<Home, Instant> empty = new LinkedHashMap<>(); // the longest empty first
  private final Map<Thread, List<Home>> entered = new HashMap<>();

  /**
   * Where files are and how they are served.
   *
   * @param location a directory or a URI
   * @param settings for the backend
   */
  record Place(String location, Map<String, String> settings) {
    Place {
      settings = Map.copyOf(settings); // it is a key
    }
  }

  /** What becomes of a home that nobody is in. */
  private enum Rest {
    CLOSED,
    KEPT,
    OPEN
  }

  /** Makes a place for file systems with the clock of the system. */
  Homes() {
    this(InstantSource.system());
  }

  Homes(InstantSource clock) {
    this.clock = clock;
  }

  /** A place and who is in it; the counts are under the lock of all, the rest under its own. */
  private static final class Home {
    private final Place place;
    private final String scheme;
    private final ReentrantLock opening = new ReentrantLock();
    private int sessions;
    private boolean outdated;
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile Locations.@Nullable Served served;
    private @Nullable IOException failure;
    private boolean closed;

    Home(Place place) {
      this.place = place;
      this.scheme = Locations.scheme(place.location());
    }

    /** Opens it, if it is not open. Those who wait for one attempt share its outcome. */
    FileSystem open() throws IOException {
      int before = attempts.get();
      opening.lock();
      try {
        Locations.Served now = served;
        if (now != null) {
          return now.fileSystem();
        }
        if (closed) {
          throw new ClosedFileSystemException();
        }
        if (failure != null && attempts.get() != before) {
          throw new IOException(failure.getMessage(), failure);
        }
        return attempt().fileSystem();
      } finally {
        opening.unlock();
      }
    }

    private Locations.Served attempt() throws IOException {
      try {
        Locations.Served now = Locations.open(place.location(), place.settings());
        served = now;
        LOG.debug("opened {}", now.summary());
        return now;
      } catch (IOException e) {
        failure = e;
        throw e;
      } finally {
        attempts.incrementAndGet();
      }
    }

    /** What becomes of it when nobody is in it. */
    Rest rest() {
      Locations.Served now = served;
      if (now == null || outdated) {
        return Rest.CLOSED;
      }
      return switch (scheme) {
        case MEMORY -> Rest.OPEN;
        // quickly opened; else a mount stayed busy, and a directory that is made anew unseen
        case "file" -> Rest.CLOSED;
        default -> Rest.KEPT;
      };
    }

    /** Marks it, unless it would forget. */
    boolean isOutdatedNow() {
      outdated = !scheme.equals(MEMORY);
      return outdated;
    }

    void close() {
      opening.lock();
      try (Locations.Served last = served) {
        served = null;
        closed = true;
        LOG.debug("closed {}", last == null ? "nothing" : last.description());
      } catch (IOException e) {
        LOG.warn("{} could not be closed: {}", place.location(), String.valueOf(e.getMessage()));
      } finally {
        opening.unlock();
      }
    }
  }

  /**
   * Lets the session of this thread into a place, and out of those it was in.
   *
   * @param place the place
   * @return its file system, which belongs to this object
   * @throws IOException when it cannot be opened
   */
  FileSystem enter(Place place) throws IOException {
    leave();
    Home home = join(place);
    try {
      return home.open();
    } catch (IOException | RuntimeException e) {
      leave();
      throw e;
    }
  }

  /**
   * Lets the session of this thread into one more place, which is opened when it is used.
   *
   * @param place the place
   * @return opens it; may be called by any thread until the session has left
   */
  Opener enterToo(Place place) {
    Home home = join(place);
    return () -> {
      try {
        return home.open().getPath("/");
      } catch (IllegalArgumentException e) {
        throw new IOException(e.getMessage(), e);
      }
    };
  }

  private Home join(Place place) {
    lock.lock();
    try {
      Home home = homes.computeIfAbsent(place, Home::new);
      home.sessions++;
      empty.remove(home);
      entered.computeIfAbsent(Thread.currentThread(), thread -> new ArrayList<>()).add(home);
      return home;
    } finally {
      lock.unlock();
    }
  }

  /** Lets the session of this thread out of all places it is in. */
  void leave() {
    List<Home> closing = new ArrayList<>();
    lock.lock();
    try {
      List<Home> left = entered.remove(Thread.currentThread());
      for (Home home : left == null ? List.<Home>of() : left) {
        if (--home.sessions == 0) {
          switch (home.rest()) {
            case CLOSED -> closing.add(home);
            case KEPT -> empty.put(home, clock.instant());
            case OPEN -> {}
          }
        }
      }
      closing.addAll(due());
      closing.forEach(this::remove);
    } finally {
      lock.unlock();
    }
    closing.forEach(Home::close);
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
    homes.remove(home.place, home);
  }

  /**
   * Lets those who enter from now on find all places opened anew, with the keys that are in files
   * now. Who is in one stays there. Memory stays as it is.
   */
  void renew() {
    List<Home> closing;
    lock.lock();
    try {
      closing = new ArrayList<>(empty.keySet());
      closing.forEach(this::remove);
      homes.values().removeIf(Home::isOutdatedNow);
    } finally {
      lock.unlock();
    }
    closing.forEach(Home::close);
  }

  /** How many places are open. */
  int open() {
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
