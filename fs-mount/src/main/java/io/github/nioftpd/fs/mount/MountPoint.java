package io.github.nioftpd.fs.mount;

import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A mount at its path of the tree. Safe for use by several threads. */
final class MountPoint {

  /** The time during which an unreachable mount is not asked for attributes again. */
  private static final long LOST_NANOS = Duration.ofMinutes(1).toNanos();

  private static final Set<String> VIEWS = Set.of("basic", "owner", "posix", "unix");
  private static final Set<String> BASIC = Set.of("basic");

  private static final Set<Capability> TREE_MOVE =
      EnumSet.of(Capability.WRITE, Capability.MAKE_DIRECTORY, Capability.DELETE);

  private final int number;
  private final SlashPath at;
  private final Mount mount;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Path directory;
  private volatile @Nullable Set<Capability> tried;
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile @Nullable Long lostAt;
  private @Nullable IOException failure;
  private boolean closed;

  MountPoint(int number, SlashPath at, Mount mount) throws IOException {
    this.number = number;
    this.at = at;
    this.mount = mount;
    if (!mount.isLazy()) {
      this.directory = opened();
    }
  }

  /** Different for each mount of a tree. */
  int number() {
    return number;
  }

  SlashPath at() {
    return at;
  }

  /** Whether the file system is not trusted. */
  boolean isProbed() {
    return mount.isProbed();
  }

  /** Whether its files are read through streams. */
  boolean isStreamed() {
    return mount.isStreamed();
  }

  boolean isReadOnly() {
    Path known = directory;
    return mount.isReadOnly() || (known != null && known.getFileSystem().isReadOnly());
  }

  /** The mounted directory, if it is open. */
  @Nullable Path known() {
    return directory;
  }

  /** The mounted directory. Threads that wait for the same attempt to open it share its result. */
  Path directory() throws IOException {
    Path known = directory;
    if (known != null) {
      return known;
    }
    int before = attempts.get();
    lock.lock();
    try {
      known = directory;
      if (known != null) {
        return known;
      }
      if (failure != null && attempts.get() != before) {
        throw unreachable(failure);
      }
      return open();
    } finally {
      lock.unlock();
    }
  }

  private Path opened() throws IOException {
    Path opened = mount.opener().open().toAbsolutePath();
    if (mount.isProbed() && !mount.isReadOnly()) {
      tried = Capabilities.probed(opened);
    }
    return opened;
  }

  /** Adds the renaming of directories, which {@link TreeMove} does where the file system cannot. */
  private static Set<Capability> helped(Set<Capability> seen) {
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    all.addAll(seen);
    if (seen.containsAll(TREE_MOVE)) {
      all.add(Capability.RENAME_DIRECTORY);
    }
    return Collections.unmodifiableSet(all);
  }

  /** Whether the file system below renames directories itself. */
  boolean renamesDirectories(Path inner) {
    Set<Capability> seen = tried;
    return (seen == null ? Capabilities.at(inner) : seen).contains(Capability.RENAME_DIRECTORY);
  }

  private Path open() throws IOException {
    if (closed) {
      throw new ClosedFileSystemException();
    }
    try {
      Path opened = opened();
      directory = opened;
      lostAt = null;
      return opened;
    } catch (IOException e) {
      failure = e;
      throw unreachable(e);
    } finally {
      attempts.incrementAndGet();
    }
  }

  private IOException unreachable(IOException cause) {
    return new IOException("the mount " + at + " cannot be opened: " + cause.getMessage(), cause);
  }

  /** Records that the mount is unreachable. */
  void markLost() {
    lostAt = System.nanoTime();
  }

  void markReached() {
    if (lostAt != null) {
      lostAt = null;
    }
  }

  /** Whether the mount was unreachable a moment ago. */
  boolean isLost() {
    Long since = lostAt;
    return since != null && System.nanoTime() - since < LOST_NANOS;
  }

  /**
   * The path of the file system below.
   *
   * @param below names below the directory that is mounted, without dots
   * @param given what exceptions name
   */
  Path inner(List<String> below, SlashPath given) throws IOException {
    Path base = directory();
    if (below.isEmpty()) {
      return base;
    }
    try {
      Path inner = base.resolve(String.join(base.getFileSystem().getSeparator(), below));
      if (inner instanceof SlashPath || hasNames(inner, base, below)) {
        return inner;
      }
      Path entry = base;
      for (String name : below) {
        entry = entry(entry, name);
      }
      return entry;
    } catch (IllegalArgumentException e) { // the JDK's archives throw it for want of an encoding
      InvalidPathException invalid =
          new InvalidPathException(given.toString(), String.valueOf(e.getMessage()));
      invalid.initCause(e);
      throw invalid;
    }
  }

  private static boolean hasNames(Path inner, Path base, List<String> names) {
    int depth = base.getNameCount();
    boolean same = inner.getNameCount() == depth + names.size();
    for (int i = 0; same && i < names.size(); i++) {
      same = inner.getName(depth + i).toString().equals(names.get(i));
    }
    return same;
  }

  /**
   * The entry of a directory. A name that the file system below reads as other names, as the JDK
   * does with a backslash in archives, can only be that of an entry which is there.
   */
  private static Path entry(Path directory, String name) throws IOException {
    Path entry = directory.resolve(name);
    if (isEntry(entry, directory, name)) {
      return entry;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path listed : entries) {
        if (isEntry(listed, directory, name)) {
          return listed;
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // nor is there such an entry
    }
    throw new InvalidPathException(name, "no name of this file system");
  }

  private static boolean isEntry(Path path, Path directory, String name) {
    boolean below = path.getNameCount() == directory.getNameCount() + 1;
    return below && String.valueOf(path.getFileName()).equals(name);
  }

  /** The capabilities of at least some part of it. */
  Set<Capability> capabilities() {
    Path known = directory;
    return known != null && known.getNameCount() == 0
        ? told(Capabilities.of(known.getFileSystem()))
        : in(known);
  }

  Set<Capability> at(@Nullable Path inner) {
    return told(inner == null ? Capability.WITHOUT_MODES : Capabilities.at(inner));
  }

  Set<Capability> in(@Nullable Path inner) {
    return told(inner == null ? Capability.WITHOUT_MODES : Capabilities.in(inner));
  }

  private Set<Capability> told(Set<Capability> all) {
    Set<Capability> seen = tried;
    return mount.isReadOnly() ? Set.of() : seen == null ? all : helped(seen);
  }

  /** The views of attributes that there are, as far as is known, among those of a tree. */
  Set<String> views() {
    Path known = directory;
    Set<String> views = new HashSet<>(VIEWS);
    views.retainAll(known == null ? BASIC : known.getFileSystem().supportedFileAttributeViews());
    return views;
  }

  private void close() throws IOException {
    lock.lock();
    try {
      closed = true;
      Path known = directory;
      if (mount.isOwned() && known != null) {
        known.getFileSystem().close();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    Path known = directory;
    String what = known == null ? "not opened" : known.toUri().toString();
    return at.getNameCount() == 0 ? what : at + " is " + what;
  }

  /** Closes all, also when one of them cannot be closed. */
  static void close(List<MountPoint> all) throws IOException {
    IOException failure = null;
    for (MountPoint one : all) {
      try {
        one.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
