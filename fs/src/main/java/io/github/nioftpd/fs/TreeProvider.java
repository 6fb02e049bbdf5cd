package io.github.nioftpd.fs;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A skeleton of the provider of a store: files and directories with the attribute view {@code
 * basic}, without links.
 *
 * <p>A subclass reads {@link #attributes}, lists directories, and opens files to {@link #read}.
 * Each change is a method of its own, to be overridden for what the store can do: {@link #write},
 * {@link #makeDirectory}, {@link #remove}, {@link #rename}, {@link #duplicate} and {@link #touch}.
 * They are called only for the {@link TreeFileSystem#capabilities()}; any other operation throws
 * {@link ReadOnlyFileSystemException} when there are none, {@link UnsupportedOperationException}
 * otherwise. All of them get paths of this file system while it is open, as the caller gave them:
 * relative paths start at the root, and {@link SlashPath#namesFromRoot()} resolves dots.
 *
 * <p>Safe for use by several threads, as the methods of a subclass have to be.
 */
public abstract non-sealed class TreeProvider extends SlashProvider {

  /**
   * Creates the provider of a file system.
   *
   * @param fileSystem the file system
   * @param scheme of its URIs, in lower case
   */
  protected TreeProvider(TreeFileSystem fileSystem, String scheme) {
    super(fileSystem, scheme);
  }

  /**
   * Reads attributes.
   *
   * @param path where
   * @param names those that are needed, as in the view {@code basic}; none for a check of
   *     existence. The others may be inexact where that saves a request.
   * @return the attributes
   * @throws java.nio.file.NoSuchFileException when there is nothing
   * @throws IOException when the store fails
   */
  protected abstract BasicFileAttributes attributes(SlashPath path, List<String> names)
      throws IOException;

  /**
   * Lists a directory.
   *
   * @param directory which
   * @return the entries, which the caller closes
   * @throws java.nio.file.NotDirectoryException when it is a file
   * @throws java.nio.file.NoSuchFileException when there is nothing
   * @throws IOException when the store fails
   */
  protected abstract EntryStream.Source<EntryStream.Entry> list(SlashPath directory)
      throws IOException;

  /**
   * Opens a file to be read from any position.
   *
   * @param path which
   * @return a channel at position 0
   * @throws java.nio.file.NoSuchFileException when there is nothing
   * @throws IOException when it is a directory, or the store fails
   */
  protected abstract SeekableByteChannel read(SlashPath path) throws IOException;

  /**
   * Opens a file to be written. If writing can be given up, the channel is {@link Abortable}.
   *
   * @param path which
   * @param mode how
   * @return a channel
   * @throws IOException when it is a directory, or the store fails
   */
  protected SeekableByteChannel write(SlashPath path, WriteMode mode) throws IOException {
    throw refused(Capability.WRITE);
  }

  /**
   * Makes a directory.
   *
   * @param directory which
   * @throws java.nio.file.FileAlreadyExistsException when something is there
   * @throws java.nio.file.NoSuchFileException when the directory around it is missing
   * @throws IOException when the store fails
   */
  protected void makeDirectory(SlashPath directory) throws IOException {
    throw refused(Capability.MAKE_DIRECTORY);
  }

  /**
   * Removes a file or an empty directory.
   *
   * @param path which
   * @throws java.nio.file.NoSuchFileException when there is nothing
   * @throws java.nio.file.DirectoryNotEmptyException when it is a directory with entries
   * @throws IOException when the store fails
   */
  protected void remove(SlashPath path) throws IOException {
    throw refused(Capability.DELETE);
  }

  /**
   * Renames a file, or a directory with its content. Renaming to itself does nothing.
   *
   * @param source which
   * @param target its new path
   * @param replace whether a file or an empty directory at the target is replaced
   * @throws java.nio.file.FileAlreadyExistsException when something is at the target, and is not to
   *     be replaced
   * @throws IOException when the store fails
   */
  protected void rename(SlashPath source, SlashPath target, boolean replace) throws IOException {
    throw refused(Capability.RENAME);
  }

  /**
   * Copies a file; of a directory, makes an empty one. Copying to itself does nothing.
   *
   * @param source which
   * @param target the path of the copy
   * @param replace whether a file or an empty directory at the target is replaced
   * @param keepTime whether the copy gets the time of the source
   * @throws java.nio.file.FileAlreadyExistsException when something is at the target, and is not to
   *     be replaced
   * @throws IOException when the store fails
   */
  protected void duplicate(SlashPath source, SlashPath target, boolean replace, boolean keepTime)
      throws IOException {
    throw refused(Capability.WRITE);
  }

  /**
   * Sets the time of modification.
   *
   * @param path which
   * @param time the time
   * @throws java.nio.file.NoSuchFileException when there is nothing
   * @throws IOException when the store fails
   */
  protected void touch(SlashPath path, Instant time) throws IOException {
    throw refused(Capability.SET_TIME);
  }

  @Override
  public final SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    SlashPath given = opened(path);
    Optional<WriteMode> mode = WriteMode.of(options);
    if (mode.isEmpty()) {
      return read(given);
    }
    fileSystem().require(Capability.WRITE, Capability.APPEND, Capability.RESUME);
    return write(given, mode.get());
  }

  @Override
  public final DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    SlashPath given = opened(directory);
    return new EntryStream(new ListedPaths(given, list(given)), filter);
  }

  private BasicFileAttributes known(Path path, List<String> names) throws IOException {
    SlashPath given = opened(path);
    Optional<? extends BasicFileAttributes> listed = ListedPaths.attributes(given, names);
    if (listed.isPresent()) {
      return listed.get();
    }
    return attributes(given, names);
  }

  @Override
  public final <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class) {
      throw new UnsupportedOperationException("attributes other than basic");
    }
    return type.cast(known(path, AttributeNames.of("*")));
  }

  @Override
  public final Map<String, Object> readAttributes(
      Path path, String attributes, LinkOption... options) throws IOException {
    List<String> names = AttributeNames.of(attributes);
    return AttributeNames.values(known(path, names), names);
  }

  /** Checks that something is there, and is not read-only if it is to be written. */
  @Override
  public final void checkAccess(Path path, AccessMode... modes) throws IOException {
    Object unused = known(path, List.of());
    if (fileSystem().isReadOnly() && Arrays.asList(modes).contains(AccessMode.WRITE)) {
      throw new AccessDeniedException(path.toString(), null, "read-only file system");
    }
  }

  @Override
  public final void createDirectory(Path directory, FileAttribute<?>... attributes)
      throws IOException {
    SlashPath given = opened(directory);
    fileSystem().require(Capability.MAKE_DIRECTORY);
    makeDirectory(given);
  }

  @Override
  public final void delete(Path path) throws IOException {
    SlashPath given = opened(path);
    fileSystem().require(Capability.DELETE);
    remove(given);
  }

  @Override
  public final void copy(Path source, Path target, CopyOption... options) throws IOException {
    List<CopyOption> list = List.of(options);
    SlashPath from = opened(source);
    SlashPath to = opened(target);
    fileSystem().require(Capability.WRITE);
    duplicate(from, to, list.contains(REPLACE_EXISTING), list.contains(COPY_ATTRIBUTES));
  }

  @Override
  public final void move(Path source, Path target, CopyOption... options) throws IOException {
    List<CopyOption> list = List.of(options);
    SlashPath from = opened(source);
    SlashPath to = opened(target);
    if (list.contains(ATOMIC_MOVE)) {
      throw new AtomicMoveNotSupportedException(
          source.toString(), target.toString(), "this store does not rename atomically");
    }
    fileSystem().require(Capability.RENAME, Capability.RENAME_DIRECTORY);
    rename(from, to, list.contains(REPLACE_EXISTING));
  }

  @Override
  public final FileStore getFileStore(Path path) throws IOException {
    checkAccess(path);
    return fileSystem().store();
  }

  @Override
  public final <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return type == BasicFileAttributeView.class ? type.cast(new StoreView(this, own(path))) : null;
  }

  @Override
  public final void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    if (!attribute.replace("basic:", "").equals("lastModifiedTime")) {
      throw new UnsupportedOperationException(attribute);
    }
    set(path, (FileTime) value);
  }

  /** Sets the time of modification through {@link #touch}. */
  final void set(Path path, FileTime time) throws IOException {
    SlashPath given = opened(path);
    Set<Capability> all = fileSystem().capabilities();
    if (!all.isEmpty() && !all.contains(Capability.SET_TIME)) {
      checkAccess(path); // a missing file is reported as missing, before the refusal
    }
    fileSystem().require(Capability.SET_TIME, Capability.SET_DIRECTORY_TIME);
    touch(given, time.toInstant());
  }
}
