package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.SystemError;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The confinement that Linux enforces: {@code openat2} with RESOLVE_BENEATH opens a directory or a
 * file, and java.nio.file then works on {@code /proc/self/fd/N}, which leads to that very inode
 * whatever became of the names. A link that is swapped in between leads nowhere.
 *
 * <p>Safe for use by several threads.
 */
final class KernelConfinement implements Confinement {

  // The kernel gives up with EAGAIN when a directory is renamed while it walks through "..".
  private static final int ATTEMPTS = 256;

  private final int root;
  private final Symlinks policy;

  /**
   * The number of users of the root's descriptor, this object included until it is closed; the last
   * one closes it. No lock: a thread that acts as a user must wake no other one.
   */
  private final AtomicInteger uses = new AtomicInteger(1);

  private final AtomicBoolean closed = new AtomicBoolean();

  private KernelConfinement(int root, Symlinks policy) {
    this.root = root;
    this.policy = policy;
  }

  /**
   * Tries the calls on the root itself.
   *
   * @return empty when the JDK, the kernel, a sandbox or a missing /proc does not allow them
   * @throws IOException when they fail temporarily: the confinement is not weakened for that
   */
  static Optional<Confinement> probe(Path realRoot, Symlinks policy) throws IOException {
    if (!Openat2.isLinked()) {
      return Optional.empty();
    }
    int root =
        Openat2.reference(
            Openat2.WORKING_DIRECTORY, HostNames.all(realRoot), Openat2.O_DIRECTORY, 0);
    if (root < 0) {
      requirePermanent(SystemError.of(-root).map(error -> error.exception(realRoot.toString())));
      return Optional.empty();
    }
    KernelConfinement confinement = new KernelConfinement(root, policy);
    try (HostPath place = confinement.reference(List.of(), "/")) {
      if (Files.isSameFile(place.host(), realRoot)) {
        return Optional.of(confinement);
      }
    } catch (IOException e) {
      confinement.close();
      requirePermanent(Optional.of(e));
      return Optional.empty(); // the next weaker confinement is tried
    }
    confinement.close();
    return Optional.empty();
  }

  private static void requirePermanent(Optional<IOException> failure) throws IOException {
    if (failure.isPresent() && HostFailures.isTemporary(failure.get())) {
      throw failure.get();
    }
  }

  @Override
  public HostPath target(SlashPath path) throws IOException {
    return reference(path.namesFromRoot(), path.toString());
  }

  private HostPath reference(List<String> names, String given) throws IOException {
    int descriptor = open(names, 0, given);
    return HostPath.of(procfs(descriptor), descriptor);
  }

  @Override
  public HostPath entry(SlashPath path) throws IOException {
    List<String> names = path.namesFromRoot();
    if (names.isEmpty()) {
      return target(path);
    }
    List<String> parents = names.subList(0, names.size() - 1);
    int descriptor = open(parents, Openat2.O_DIRECTORY, path.toString());
    return HostPath.of(procfs(descriptor), descriptor, names.getLast());
  }

  private static Path procfs(int descriptor) {
    return Path.of("/proc/self/fd/" + descriptor);
  }

  private int open(List<String> names, long flags, String given) throws IOException {
    String relative = names.isEmpty() ? "." : String.join("/", names);
    long resolve = Openat2.RESOLVE_BENEATH | Openat2.RESOLVE_NO_MAGICLINKS;
    boolean follow = policy != Symlinks.NONE;
    int result = beneath(relative, flags, follow ? resolve : resolve | Openat2.RESOLVE_NO_SYMLINKS);
    if (result == -Openat2.EXDEV && follow) {
      Optional<String> real = realName(relative);
      if (real.isPresent()) {
        result = beneath(real.get(), flags, resolve | Openat2.RESOLVE_NO_SYMLINKS);
      }
    }
    if (result < 0) {
      throw failure(-result, given);
    }
    return result;
  }

  /**
   * Finds where a link leads that RESOLVE_BENEATH refuses because it is absolute or passes above
   * the root. The answer is only a guess by the time it is used, so it is opened beneath the root
   * again, without links.
   */
  private Optional<String> realName(String relative) throws IOException {
    try {
      Path top = procfs(root).toRealPath();
      Path real = HostNames.below(procfs(root), relative).toRealPath();
      if (!real.startsWith(top)) {
        return Optional.empty();
      }
      return Optional.of(real.equals(top) ? "." : HostNames.all(top.relativize(real)));
    } catch (IOException e) {
      if (HostFailures.isTemporary(e)) {
        throw e;
      }
      // Missing, a loop, or forbidden: distinct errors would disclose files outside.
      return Optional.empty();
    }
  }

  private int beneath(String relative, long flags, long resolve) {
    use();
    try {
      int result = -Openat2.EAGAIN;
      for (int i = 0; i < ATTEMPTS && result == -Openat2.EAGAIN; i++) {
        result = Openat2.reference(root, relative, flags, resolve);
      }
      return result;
    } finally {
      release();
    }
  }

  /** Once the descriptor is closed its number may belong to any other file. */
  private void use() {
    if (uses.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
      throw new ClosedFileSystemException();
    }
  }

  private void release() {
    if (uses.decrementAndGet() == 0) {
      Openat2.close(root);
    }
  }

  private IOException failure(int errno, String given) {
    return switch (errno) {
      case Openat2.ENOENT -> new NoSuchFileException(given);
      case Openat2.EACCES -> new AccessDeniedException(given);
      case Openat2.EXDEV -> new AccessDeniedException(given, null, "leads out of the file system");
      case Openat2.ELOOP ->
          policy == Symlinks.NONE
              ? new AccessDeniedException(given, null, "symbolic links are not followed")
              : new FileSystemLoopException(given);
      default ->
          SystemError.of(errno)
              .map(error -> error.exception(given))
              .orElseGet(() -> new IOException(given + ": openat2 failed with error " + errno));
    };
  }

  @Override
  public String phrase() {
    return "confined by the kernel (openat2)";
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release();
    }
  }
}
