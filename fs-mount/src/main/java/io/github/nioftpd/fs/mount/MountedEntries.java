package io.github.nioftpd.fs.mount;

import io.github.nioftpd.fs.EntryStream;
import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a directory of the tree: the mounts in it, then the entries of the inner
 * directory, each with its inner path as a note.
 */
final class MountedEntries implements EntryStream.Source<Path> {

  private final MountedPath directory;
  private final SlashPath path;
  private final Set<String> mounted;
  private final @Nullable DirectoryStream<Path> inner;
  private final Iterator<String> mounts;
  private final Iterator<Path> entries;

  /** Takes over the inner stream, if there is one. */
  MountedEntries(MountedPath directory, @Nullable DirectoryStream<Path> inner) {
    this.directory = directory;
    this.path = directory.path();
    this.mounted = directory.node() == null ? Set.of() : directory.node().names();
    this.inner = inner;
    this.mounts = mounted.iterator();
    this.entries = inner == null ? Collections.emptyIterator() : inner.iterator();
  }

  @Override
  public Optional<Path> next() {
    if (mounts.hasNext()) {
      return Optional.of(entry(mounts.next()));
    }
    while (hasInner()) {
      Path next = entry(entries.next());
      if (next != null) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  private boolean hasInner() {
    try {
      return entries.hasNext();
    } catch (DirectoryIteratorException e) {
      throw e.getCause() instanceof FileSystemException cause
          ? new DirectoryIteratorException(InnerFailures.of(cause, directory))
          : e;
    }
  }

  private SlashPath entry(String name) {
    return path.resolve(SlashPath.parse(path.getFileSystem(), name));
  }

  /** The path for an inner path, or null for one that cannot be reached. */
  private @Nullable Path entry(Path below) {
    Path last = below.getFileName();
    String name = last == null ? "" : last.toString();
    MountPoint mount = directory.mount();
    if (mount == null || !isName(name) || mounted.contains(name)) {
      return null;
    }
    return entry(name).withNote(new InnerPath(mount, below));
  }

  /** Some file systems have names that are none in a tree with slashes. */
  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.indexOf('/') < 0
        && name.indexOf('\0') < 0
        && !name.equals(".")
        && !name.equals("..");
  }

  @Override
  public void close() throws IOException {
    if (inner != null) {
      inner.close();
    }
  }
}
