package io.github.nioftpd.server;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file systems of those who are logged in, each place opened once for all sessions in it. It is
 * closed when the last of them has left; memory, which would forget, stays to the end. Safe for use
 * by several threads.
 *
 * <p>A session enters and leaves on its own thread, which is how the two are known to belong
 * together.
 */
final class Homes implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Homes.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Place, Home> homes = new HashMap<>();
  private final Map<Thread, Home> entered = new HashMap<>();

  /**
   * Where files are and how they are served.
   *
   * @param location a directory or a URI
   * @param settings for the backend
   */
  record Place(String location, Map<String, String> settings) {}

  /** A place and who is in it; the counts are under the lock of all, the rest under its own. */
  private static final class Home {
    private final Place place;
    private final ReentrantLock opening = new ReentrantLock();
    private int sessions;
    private volatile Locations.@Nullable Served served;

    Home(Place place) {
      this.place = place;
    }

    FileSystem open() throws IOException {
      opening.lock();
      try {
        Locations.Served now = served;
        if (now == null) {
          now = Locations.open(place.location(), place.settings());
          served = now;
          LOG.debug("opened {}", now.description());
        }
        return now.fileSystem();
      } finally {
        opening.unlock();
      }
    }

    boolean forgets() {
      Locations.Served now = served;
      return now != null && now.scheme().equals("memory");
    }

    void close() {
      opening.lock();
      try (Locations.Served last = served) {
        served = null;
        LOG.debug("closed {}", last == null ? "nothing" : last.description());
      } catch (IOException e) {
        LOG.warn("{} could not be closed: {}", place.location(), String.valueOf(e.getMessage()));
      } finally {
        opening.unlock();
      }
    }
  }

  /**
   * Lets the session of this thread into a place, and out of the one it was in.
   *
   * @param place the place
   * @return its file system, which belongs to this object
   * @throws IOException when it cannot be opened
   */
  FileSystem enter(Place place) throws IOException {
    leave();
    Home home;
    lock.lock();
    try {
      home = homes.computeIfAbsent(place, Home::new);
      home.sessions++;
      entered.put(Thread.currentThread(), home);
    } finally {
      lock.unlock();
    }
    try {
      return home.open();
    } catch (IOException | RuntimeException e) {
      leave();
      throw e;
    }
  }

  /** Lets the session of this thread out of where it is, if it is somewhere. */
  void leave() {
    @Nullable Home empty = null;
    lock.lock();
    try {
      Home home = entered.remove(Thread.currentThread());
      if (home != null && --home.sessions == 0 && !home.forgets()) {
        homes.remove(home.place);
        empty = home;
      }
    } finally {
      lock.unlock();
    }
    if (empty != null) {
      empty.close();
    }
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
    List<Home> all;
    lock.lock();
    try {
      all = new ArrayList<>(homes.values());
      homes.clear();
      entered.clear();
    } finally {
      lock.unlock();
    }
    all.forEach(Home::close);
  }
}
