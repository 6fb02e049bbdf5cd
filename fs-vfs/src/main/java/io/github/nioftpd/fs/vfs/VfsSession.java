package io.github.nioftpd.fs.vfs;

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
 * A file system of Commons VFS, and the one way to use it: an operation at a time, because the
 * checks it needs are several questions to VFS. What streams through channels is not part of an
 * operation. Safe for use by several threads.
 */
final class VfsSession implements AutoCloseable {

  private final VfsInstance opened;
  private final AbstractFileName base;
  private final FileSystem vfs;
  private final ProviderFeatures traits;
  private final Instant modified;
  private final RemoteOptions options;
  private final @Nullable Archive archive;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile boolean open = true;

  /** What is done as one. */
  @FunctionalInterface
  interface Operation<T> {
    T run() throws IOException;
  }

  /** What is done as one and tells nothing. */
  @FunctionalInterface
  interface Change {
    void make() throws IOException;
  }

  /**
   * Takes what was opened.
   *
   * @param opened what is closed with this
   * @param root the directory that becomes the root
   * @param archive what is in it, when it is an archive
   * @param modified the time of directories that have none
   * @param options what bounds it
   */
  VfsSession(
      VfsInstance opened,
      FileObject root,
      @Nullable Archive archive,
      Instant modified,
      RemoteOptions options) {
    this.opened = opened;
    this.base = (AbstractFileName) root.getName();
    this.vfs = root.getFileSystem();
    this.traits = ProviderFeatures.of(base.getScheme(), vfs);
    this.archive = archive;
    this.modified = modified;
    this.options = options;
  }

  ProviderFeatures traits() {
    return traits;
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

  /**
   * Does an operation when its turn comes.
   *
   * @param path what it is about, for its failures
   * @param operation asks VFS; what it throws is translated
   */
  <T> T run(String path, Operation<T> operation) throws IOException {
    ensureOpen();
    return options.connections().operate(() -> inTurn(path, operation));
  }

  /**
   * Opens something when the turn of this comes. When the caller has given up by then, it is ended.
   *
   * @param path what it is about, for its failures
   * @param opening asks VFS
   */
  <T extends Closeable> T open(String path, Operation<T> opening) throws IOException {
    AtomicReference<@Nullable T> opened = new AtomicReference<>();
    AtomicBoolean wanted = new AtomicBoolean(true);
    boolean done = false;
    try {
      T result =
          run(
              path,
              () -> {
                T made = opening.run();
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

  /** An archive does not change; who looks for a file in a large one holds nobody up. */
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
      opened.operations().begin();
      return operation.run();
    } catch (FileSystemException e) {
      throw VfsFailures.translated(e, path);
    } catch (UncheckedIOException e) {
      throw VfsFailures.translated(e, path);
    } finally {
      opened.operations().end();
    }
  }

  /** A place among the streams. */
  Connections.Hold stream() throws IOException {
    ensureOpen();
    return options.connections().stream();
  }

  private void await(String path) throws IOException {
    try {
      if (!turn.tryLock(options.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(path + ": the file system is busy");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException(path + ": interrupted").initCause(e);
    }
  }

  /** What VFS knows of a place, where there may be nothing. Inside an operation. */
  FileObject at(List<String> names) throws FileSystemException {
    return vfs.resolveFile(
        base.createName(Names.path(base.getPath(), names), FileType.FILE_OR_FOLDER));
  }

  /** What stands at a place, if anything. Inside an operation. */
  Optional<FileObject> find(List<String> names) throws FileSystemException {
    if (archive != null) {
      return archive.at(names).map(Archive.Entry::file);
    }
    FileObject file = at(names);
    return file.exists() ? Optional.of(file) : Optional.empty();
  }

  /** What a place of a server is called, whatever the location began with; empty elsewhere. */
  Optional<List<String>> identity(List<String> names) {
    return base instanceof GenericFileName server
        ? Optional.of(
            List.of(
                server.getScheme(),
                String.valueOf(server.getUserName()),
                server.getHostName() + ":" + server.getPort(),
                Names.path(base.getPath(), names)))
        : Optional.empty();
  }

  /** The attributes of what stands at a place. Inside an operation. */
  Optional<VfsAttributes> attributes(List<String> names) throws FileSystemException {
    if (archive != null) {
      return archive.at(names).map(Archive.Entry::attributes);
    }
    if (names.isEmpty() && !traits.lists()) {
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
      opened.close();
    }
  }
}
