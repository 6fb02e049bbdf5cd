package io.github.nioftpd.fs.mount;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Moving and copying: done by the file system below where one has both paths, else by content.
 * Immutable.
 */
final class Rename {

  private final int largestMove;

  Rename(int largestMove) {
    this.largestMove = largestMove;
  }

  /** Something with two paths of one file system. */
  private interface Action {
    void with(Path from, Path to) throws IOException;
  }

  private static boolean isOneFileSystem(MountedPath source, MountedPath target)
      throws IOException {
    return source.mount() == target.mount()
        || source.inner().getFileSystem().equals(target.inner().getFileSystem());
  }

  private static void inside(MountedPath source, MountedPath target, Action action)
      throws IOException {
    Path from = source.inner();
    Path to = target.inner();
    try {
      action.with(from, to);
    } catch (FileSystemException e) {
      throw InnerFailures.of(e, source, target);
    }
  }

  void copy(MountedPath source, MountedPath target, Set<CopyOption> options) throws IOException {
    CopyOption[] all = options.toArray(CopyOption[]::new);
    ForeignProviderGuard.beforeReplacing(target);
    if (source.node() == null && isOneFileSystem(source, target)) {
      inside(source, target, (from, to) -> Files.copy(from, to, all));
      return;
    }
    LinkOption[] links =
        options.contains(NOFOLLOW_LINKS) ? new LinkOption[] {NOFOLLOW_LINKS} : new LinkOption[0];
    BasicFileAttributes attributes =
        source.on(path -> Files.readAttributes(path, BasicFileAttributes.class, links));
    boolean replace = options.contains(REPLACE_EXISTING);
    if (attributes.isDirectory()) {
      clear(target, replace);
      target.on(path -> Files.createDirectory(path));
      return;
    }
    requireFile(source, attributes);
    if (!isSame(source, attributes, target, replace)) {
      clearDirectory(target, replace);
      FileCopy copy = new FileCopy();
      copy.content(source, target, replace);
      if (options.contains(COPY_ATTRIBUTES)) {
        copy.time(target, attributes);
      }
    }
  }

  void move(MountedPath source, MountedPath target, Set<CopyOption> options) throws IOException {
    CopyOption[] all = options.toArray(CopyOption[]::new);
    ForeignProviderGuard.beforeReplacing(target);
    if (isOneFileSystem(source, target) && canRename(source)) {
      inside(source, target, (from, to) -> Files.move(from, to, all));
      return;
    }
    if (options.contains(ATOMIC_MOVE)) {
      throw new AtomicMoveNotSupportedException(
          source.path().toString(), target.path().toString(), "two mounts");
    }
    BasicFileAttributes attributes = attributes(source);
    boolean replace = options.contains(REPLACE_EXISTING);
    if (attributes.isDirectory()) {
      requireOutside(source, target);
      TreeMove move = TreeMove.plan(source, target, largestMove);
      clear(target, replace);
      move.run();
      return;
    }
    requireFile(source, attributes);
    if (!isSame(source, attributes, target, replace)) {
      clearDirectory(target, replace);
      moveFile(source, attributes, target, replace);
    }
  }

  /** A file system that cannot rename directories might lose their entries. */
  private static boolean canRename(MountedPath source) throws IOException {
    MountPoint mount = source.mount();
    return mount == null
        || mount.renamesDirectories(source.inner())
        || !attributes(source).isDirectory();
  }

  private static void requireOutside(MountedPath source, MountedPath target)
      throws FileSystemException {
    List<String> names = source.path().namesFromRoot();
    List<String> others = target.path().namesFromRoot();
    if (others.size() >= names.size() && others.subList(0, names.size()).equals(names)) {
      throw new FileSystemException(
          source.path().toString(),
          target.path().toString(),
          "a directory is not moved into itself");
    }
  }

  static BasicFileAttributes attributes(MountedPath mounted) throws IOException {
    return mounted.on(
        path -> Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS));
  }

  static Optional<BasicFileAttributes> existing(MountedPath mounted) throws IOException {
    try {
      return Optional.of(attributes(mounted));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  static void requireFile(MountedPath mounted, BasicFileAttributes attributes) throws IOException {
    if (!attributes.isRegularFile()) {
      throw new FileSystemException(
          mounted.path().toString(), null, "only files and directories go from mount to mount");
    }
  }

  /** Makes room for a directory: nothing but an empty one is replaced. */
  private static void clear(MountedPath target, boolean replace) throws IOException {
    Optional<BasicFileAttributes> there = existing(target);
    if (there.isPresent() && !(replace && there.get().isDirectory())) {
      throw new FileAlreadyExistsException(target.path().toString());
    }
    clearDirectory(target, replace);
  }

  /** Removes an empty directory where one may be replaced. */
  private static void clearDirectory(MountedPath target, boolean replace) throws IOException {
    if (!replace || !existing(target).map(BasicFileAttributes::isDirectory).orElse(false)) {
      return;
    }
    target.on(
        path -> {
          try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            if (entries.iterator().hasNext()) {
              throw new DirectoryNotEmptyException(path.toString());
            }
          }
          Files.delete(path);
          return path;
        });
  }

  /** Whether both are one file, so that nothing is to be done; fails when one is in the way. */
  private static boolean isSame(
      MountedPath source, BasicFileAttributes attributes, MountedPath target, boolean replace)
      throws IOException {
    Optional<BasicFileAttributes> there = existing(target);
    if (there.isEmpty()) {
      return false;
    }
    if (SameFile.is(source, attributes, target, there.get())) {
      return true;
    }
    if (!replace) {
      throw new FileAlreadyExistsException(target.path().toString());
    }
    return false;
  }

  private static void moveFile(
      MountedPath source, BasicFileAttributes attributes, MountedPath target, boolean replace)
      throws IOException {
    boolean isNew = existing(target).isEmpty();
    FileCopy copy = new FileCopy();
    copy.content(source, target, replace);
    try {
      FileCopy.requireUnchanged(source, attributes);
      copy.time(target, attributes);
      source.on(FileCopy::delete);
    } catch (IOException | RuntimeException e) {
      if (isNew && FileCopy.isStillThere(source)) {
        FileCopy.undo(target, e);
      }
      throw e;
    }
  }
}
