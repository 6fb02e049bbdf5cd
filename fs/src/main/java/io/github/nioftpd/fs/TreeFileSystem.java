package io.github.nioftpd.fs;

import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.ProviderMismatchException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A skeleton of a file system with the one root {@code /}, whose paths are {@link SlashPath}s.
 *
 * <p>A subclass returns its provider, which usually extends {@link TreeProvider}, and its {@link
 * #capabilities()} unless it is read-only. By default it has the attribute view {@code basic}, no
 * users, and does not watch for changes.
 *
 * <p>Safe for use by several threads.
 */
public abstract class TreeFileSystem extends FileSystem implements Capable {

  private final AtomicBoolean open = new AtomicBoolean(true);

  /** Creates an open file system. */
  protected TreeFileSystem() {}

  /**
   * A description of the storage and of how users are confined to it, for the start-up message.
   *
   * @return one line for an administrator, without secrets; {@code toString()} unless overridden
   */
  public String description() {
    return toString();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Nothing, unless overridden. {@link TreeProvider} refuses every operation that is not
   * included.
   */
  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  /** Returns whether there are no {@link #capabilities()}. */
  @Override
  public boolean isReadOnly() {
    return capabilities().isEmpty();
  }

  /**
   * Closes the file system. The first call releases its resources with {@link #release()}; further
   * calls do nothing.
   *
   * @throws IOException when the resources cannot be released; the file system is closed
   *     nevertheless
   */
  @Override
  public void close() throws IOException {
    if (open.compareAndSet(true, false)) {
      release();
    }
  }

  /**
   * Releases what the file system holds, such as connections. Called once. Does nothing by default.
   *
   * @throws IOException when it fails
   */
  protected void release() throws IOException {}

  @Override
  public boolean isOpen() {
    return open.get();
  }

  /**
   * Checks that the file system is open.
   *
   * @throws ClosedFileSystemException when it is closed
   */
  public final void ensureOpen() {
    if (!isOpen()) {
      throw new ClosedFileSystemException();
    }
  }

  /**
   * Checks that a path belongs to this file system.
   *
   * @param path any path
   * @return the same path
   * @throws ProviderMismatchException when it belongs to another one
   */
  public final SlashPath own(Path path) {
    if (path instanceof SlashPath own && own.getFileSystem().equals(this)) {
      return own;
    }
    throw new ProviderMismatchException();
  }

  /** The refusal of an operation that is not among the capabilities. */
  final RuntimeException refused(Capability capability) {
    return isReadOnly()
        ? new ReadOnlyFileSystemException()
        : new UnsupportedOperationException(
            "this file system cannot do this: " + capability.label());
  }

  /** Refuses an operation that needs one of some capabilities, unless one is there. */
  final void require(Capability... needed) {
    Set<Capability> all = capabilities();
    if (Arrays.stream(needed).noneMatch(all::contains)) {
      throw refused(needed[0]);
    }
  }

  @Override
  public final String getSeparator() {
    return "/";
  }

  @Override
  public final Iterable<Path> getRootDirectories() {
    return List.of(SlashPath.parse(this, "/"));
  }

  /** Returns the {@link #store()}. */
  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of(store());
  }

  /**
   * The file store of all files. By default its size is unknown.
   *
   * @return a store
   */
  protected FileStore store() {
    return new PlainFileStore(this, provider().getScheme(), OptionalLong.empty());
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public SlashPath getPath(String first, String... more) {
    return SlashPath.parse(this, first, more);
  }

  /** Returns a matcher with the patterns of the default file system. */
  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(Path.of(path.toString()));
  }

  /**
   * Returns the users. There are none by default.
   *
   * @throws UnsupportedOperationException when there are none
   */
  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException("no users");
  }

  /**
   * Changes cannot be watched.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public final WatchService newWatchService() {
    throw new UnsupportedOperationException("changes cannot be watched");
  }
}
