package io.github.nioftpd.fs.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.github.nioftpd.fs.PartFile;
import io.github.nioftpd.fs.Presence;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The copying and moving of entries of the host. Content is written under a hidden name beside its
 * target and renamed when it is complete; until then the target is unchanged.
 */
final class Rename {

  private final Sync sync;

  Rename(Sync sync) {
    this.sync = sync;
  }

  /** Copies a file, or makes an empty directory like the source. */
  void copy(HostPath source, HostPath target, CopyOption... options) throws IOException {
    BasicFileAttributes attributes = source.attributes();
    if (attributes.isSymbolicLink()) {
      throw new UnsupportedOperationException("symbolic links are not made here");
    }
    source.requireOrdinary();
    List<CopyOption> chosen = new ArrayList<>(Arrays.asList(options));
    boolean replace = chosen.remove(REPLACE_EXISTING);
    if (isInPlace(attributes, target.host(), replace)) {
      return;
    }
    chosen.remove(NOFOLLOW_LINKS);
    chosen.addAll(Arrays.asList(source.links()));
    CopyOption[] all = chosen.toArray(new CopyOption[0]);
    Path part = part(target.host());
    try {
      write(source.host(), part, all);
      publish(part, target.host(), replace);
    } finally {
      Files.deleteIfExists(part);
    }
    sync.directoryOf(target.host());
  }

  private static Path part(Path target) {
    return target.resolveSibling(PartFile.name());
  }

  /** Whether the target is the source; fails when it is in the way. */
  private static boolean isInPlace(BasicFileAttributes source, Path target, boolean replace)
      throws IOException {
    Optional<BasicFileAttributes> there = Presence.of(target, NOFOLLOW_LINKS);
    if (there.isEmpty()) {
      return false;
    }
    Object key = source.fileKey();
    if (key != null && key.equals(there.get().fileKey())) {
      return true;
    }
    if (!replace) {
      throw new FileAlreadyExistsException(target.toString());
    }
    return false;
  }

  private void write(Path source, Path part, CopyOption... options) throws IOException {
    Files.copy(source, part, options);
    if (attributes(part).isRegularFile()) {
      sync.file(part);
    }
  }

  /**
   * Gives a complete file its name.
   *
   * @param replace whether an existing target is replaced
   */
  static void publish(Path part, Path target, boolean replace) throws IOException {
    if (replace) {
      rename(part, target);
      return;
    }
    try {
      Files.createLink(target, part); // the one call that never replaces what came in between
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      Files.move(part, target); // a directory, or a disk without hard links
    }
  }

  /** Moves a file, or within one disk a directory with its entries. */
  void move(Path source, Path target, CopyOption... options) throws IOException {
    List<CopyOption> chosen = Arrays.asList(options);
    boolean replace = chosen.contains(REPLACE_EXISTING) || chosen.contains(ATOMIC_MOVE);
    if (!replace && isInPlace(attributes(source), target, false)) {
      return;
    }
    try {
      rename(source, target);
    } catch (AtomicMoveNotSupportedException e) {
      if (chosen.contains(ATOMIC_MOVE)) {
        throw e;
      }
      transfer(source, target, replace);
    }
    sync.directoryOf(target);
    sync.directoryOf(source);
  }

  private static BasicFileAttributes attributes(Path host) throws IOException {
    return Files.readAttributes(host, BasicFileAttributes.class, NOFOLLOW_LINKS);
  }

  /** The JDK's own replacing move would delete the target first. */
  private static void rename(Path source, Path target) throws IOException {
    try {
      Files.move(source, target, ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException | AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      boolean directory = Presence.isDirectory(source, NOFOLLOW_LINKS);
      Optional<BasicFileAttributes> there = Presence.of(target, NOFOLLOW_LINKS);
      if (there.isEmpty() || !(directory || there.get().isDirectory())) {
        throw e;
      }
      replaceOtherKind(source, directory, target, there.get());
    }
  }

  /** Lets a file replace an empty directory, or a directory a file; the system does neither. */
  private static void replaceOtherKind(
      Path source, boolean directory, Path target, BasicFileAttributes there) throws IOException {
    if (there.isDirectory()) {
      requireEmpty(target);
      if (!directory) {
        Files.delete(target);
      }
      Files.move(source, target, ATOMIC_MOVE);
      return;
    }
    Path aside = part(target);
    Files.move(target, aside, ATOMIC_MOVE);
    try {
      Files.move(source, target, ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      Files.move(aside, target, ATOMIC_MOVE);
      throw e;
    }
    Files.delete(aside);
  }

  private static void requireEmpty(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      if (entries.iterator().hasNext()) {
        throw new DirectoryNotEmptyException(directory.toString());
      }
    }
  }

  /** Moves a file or an empty directory to another disk. */
  private void transfer(Path source, Path target, boolean replace) throws IOException {
    BasicFileAttributes before = attributes(source);
    if (before.isOther()) {
      throw new HostFailures.Refusal(source.toString(), "Not a regular file");
    }
    if (before.isDirectory()) {
      requireEmpty(source);
    }
    Path part = part(target);
    try {
      write(source, part, COPY_ATTRIBUTES, NOFOLLOW_LINKS);
      BasicFileAttributes now = attributes(source);
      if (now.size() != before.size()
          || !now.lastModifiedTime().equals(before.lastModifiedTime())) {
        throw new IOException(source + " changed while it was moved");
      }
      exchange(part, target, source, replace);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Publishes a copy and removes the source; when that fails, the target is as it was. */
  private static void exchange(Path part, Path target, Path source, boolean replace)
      throws IOException {
    Path old = part(target);
    Optional<BasicFileAttributes> there = Presence.of(target, NOFOLLOW_LINKS);
    boolean keeps = there.isPresent() && !there.get().isDirectory();
    if (keeps) {
      keep(target, old);
    }
    boolean published = false;
    try {
      publish(part, target, replace);
      published = true;
      Files.delete(source);
    } catch (IOException | RuntimeException e) {
      if (keeps) {
        Files.move(old, target, ATOMIC_MOVE);
      } else if (published) {
        Files.deleteIfExists(target);
      }
      throw e;
    }
    if (keeps) {
      Files.delete(old);
    }
  }

  /** Gives a file a second name, or another one on a disk without hard links. */
  private static void keep(Path file, Path name) throws IOException {
    try {
      Files.createLink(name, file);
    } catch (IOException | UnsupportedOperationException e) {
      Files.move(file, name, ATOMIC_MOVE);
    }
  }
}
