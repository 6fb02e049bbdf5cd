package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.vfs.archive.Archive;
import io.github.nioftpd.fs.vfs.common.Connections;
import io.github.nioftpd.fs.vfs.common.NameEncoding;
import io.github.nioftpd.fs.vfs.common.RemoteOptions;
import io.github.nioftpd.fs.vfs.common.VfsAttributes;
import io.github.nioftpd.fs.vfs.common.VfsFailures;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedFileSystemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystem;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileType;
import org.apache.commons.vfs2.provider.AbstractFileName;
import org.apache.commons.vfs2.provider.GenericFileName;
import org.jspecify.annotations.Nullable;

/**
 * Runs operations on a file system of Commons VFS, one at a time, because their checks are several
 * calls of VFS. Reading and writing through channels is not an operation. Safe for use by several
 * threads.
 */
final class VfsSession implements AutoCloseable {

  private final VfsInstance instance;
  private final AbstractFileName base;
  private final FileSystem vfs;
  private final ProviderFeatures features;
  private final Instant modified;
  private final RemoteOptions options;
  private final @Nullable Archive archive;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile boolean open = true;

  @FunctionalInterface
  interface Operation<T> {
    T run() throws IOException;
  }

  @FunctionalInterface
  interface Change {
    void make() throws IOException;
  }

  /**
   * Creates a session.
   *
   * @param instance closed with this session
   * @param archive the entries, if it is an archive
   * @param modified time of directories that have none
   */
  VfsSession(
      VfsInstance instance,
      FileObject root,
      @Nullable Archive archive,
      Instant modified,
      RemoteOptions options) {
    this.instance = instance;
    this.base = (AbstractFileName) root.getName();
    this.vfs = root.getFileSystem();
    this.features = ProviderFeatures.of(base.getScheme(), vfs);
    this.archive = archive;
    this.modified = modified;
    this.options = options;
  }

  ProviderFeatures features() {
    return features;
  }

  Optional<Archive> archive() {
    return Optional.ofNullable(archive);
  }

  boolean isOpen() {
    return open;
  }

  void ensureOpen() {
    if (!open) {
      throw new ClosedFileSystemException();
    }
  }

  void change(String path, Change change) throws IOException {
    Object unused =
        run(
            path,
            () -> {
              change.make();
              return path;
            });
  }

  /** Runs an operation, and translates its exceptions; the path is for these. */
  <T> T run(String path, Operation<T> operation) throws IOException {
    ensureOpen();
    return options.connections().operate(() -> inTurn(path, operation));
  }

  /** Runs an operation that opens a resource, and closes it if the caller timed out meanwhile. */
  <T extends Closeable> T open(String path, Operation<T> operation) throws IOException {
    AtomicReference<@Nullable T> opened = new AtomicReference<>();
    AtomicBoolean wanted = new AtomicBoolean(true);
    boolean done = false;
    try {
      T result =
          run(
              path,
              () -> {
                T made = operation.run();
                opened.set(made);
                if (!wanted.get()) {
                  end(opened);
                }
                return made;
              });
      done = true;
      return result;
    } finally {
      if (!done) {
        wanted.set(false);
        end(opened);
      }
    }
  }

  private static <T extends Closeable> void end(AtomicReference<@Nullable T> opened)
      throws IOException {
    T late = opened.getAndSet(null);
    if (late != null) {
      late.close();
    }
  }

  /** Archives do not change, so their operations run concurrently. */
  private <T> T inTurn(String path, Operation<T> operation) throws IOException {
    if (archive != null) {
      return translated(path, operation);
    }
    await(path);
    try {
      return translated(path, operation);
    } finally {
      turn.unlock();
    }
  }

  private <T> T translated(String path, Operation<T> operation) throws IOException {
    try {
      ensureOpen();
      instance.operations().begin();
      return operation.run();
    } catch (FileSystemException e) {
      throw VfsFailures.translated(e, path);
    } catch (UncheckedIOException e) {
      throw VfsFailures.translated(e, path);
    } finally {
      instance.operations().end();
    }
  }

  Connections.Hold stream() throws IOException {
    ensureOpen();
    return options.connections().stream();
  }

  private void await(String path) throws IOException {
    try {
      if (!turn.tryLock(options.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(path + ": the file system is busy, try again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException(path + ": interrupted").initCause(e);
    }
  }

  /** The file object of a path, which may not exist. Inside an operation. */
  FileObject at(List<String> names) throws FileSystemException {
    return vfs.resolveFile(
        base.createName(NameEncoding.path(base.getPath(), names), FileType.FILE_OR_FOLDER));
  }

  /** The file object of a path if it exists. Inside an operation. */
  Optional<FileObject> find(List<String> names) throws FileSystemException {
    if (archive != null) {
      return archive.at(names).map(Archive.Entry::file);
    }
    FileObject file = at(names);
    return file.exists() ? Optional.of(file) : Optional.empty();
  }

  /**
   * The identity of a file on a server, independent of the root of the location; empty otherwise.
   */
  Optional<List<String>> identity(List<String> names) {
    return base instanceof GenericFileName server
        ? Optional.of(
            List.of(
                server.getScheme(),
                String.valueOf(server.getUserName()),
                server.getHostName() + ":" + server.getPort(),
                NameEncoding.path(base.getPath(), names)))
        : Optional.empty();
  }

  /** The attributes of a path if it exists. Inside an operation. */
  Optional<VfsAttributes> attributes(List<String> names) throws FileSystemException {
    if (archive != null) {
      return archive.at(names).map(Archive.Entry::attributes);
    }
    if (names.isEmpty() && !features.lists()) {
      return Optional.of(new VfsAttributes(true, 0, modified));
    }
    Optional<FileObject> file = find(names);
    return file.isEmpty() ? Optional.empty() : Optional.of(VfsAttributes.of(file.get(), modified));
  }

  VfsAttributes attributes(FileObject file) throws FileSystemException {
    return VfsAttributes.of(file, modified);
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      options.connections().close();
      instance.close();
    }
  }
}
