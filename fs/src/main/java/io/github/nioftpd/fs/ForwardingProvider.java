package io.github.nioftpd.fs;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A skeleton of a provider that does everything with paths of other file systems, the inner paths.
 *
 * <p>A subclass says in {@link #forward} which inner path a path has, and which paths failures
 * name, and overrides the operations that it does in another way. It opens no {@code FileChannel}
 * and makes no links, unless a subclass does.
 *
 * <p>As safe for use by several threads as {@link #forward} is.
 */
public abstract non-sealed class ForwardingProvider extends SlashProvider {

  /**
   * Creates the provider of a file system.
   *
   * @param fileSystem the file system
   * @param scheme of its URIs, in lower case
   */
  protected ForwardingProvider(TreeFileSystem fileSystem, String scheme) {
    super(fileSystem, scheme);
  }

  /**
   * An operation on an inner path.
   *
   * @param <T> its result
   */
  @FunctionalInterface
  protected interface Action<T> {

    /**
     * Does it.
     *
     * @param inner the inner path
     * @param links the options of {@link #forward}, or those that have the same effect for the
     *     inner path
     * @return the result
     * @throws IOException when it fails
     */
    T on(Path inner, LinkOption... links) throws IOException;
  }

  /** An operation from an inner path to another one. */
  @FunctionalInterface
  protected interface Transfer {

    /**
     * Does it.
     *
     * @param source the inner path of the source
     * @param target the inner path of the target
     * @throws IOException when it fails
     */
    void between(Path source, Path target) throws IOException;
  }

  /**
   * Does something with the inner path of a path, and lets failures name the path.
   *
   * @param <T> the result
   * @param path a path of this file system
   * @param action what to do
   * @param options whether a symbolic link at the end of the path is followed
   * @return the result of the action
   * @throws IOException when it fails
   */
  protected abstract <T> T forward(Path path, Action<T> action, LinkOption... options)
      throws IOException;

  /**
   * Does something with two inner paths. By default, it is done within {@link #forward(Path,
   * Action, LinkOption...)} of both.
   *
   * @param source a path of this file system
   * @param target a path of this file system, of which no link is followed
   * @param transfer what to do
   * @param options whether a symbolic link at the end of the source is followed
   * @throws IOException when it fails
   */
  protected void forward(Path source, Path target, Transfer transfer, LinkOption... options)
      throws IOException {
    forward(
        source,
        (from, links) ->
            forward(
                target,
                (to, none) -> {
                  transfer.between(from, to);
                  return to;
                },
                LinkOption.NOFOLLOW_LINKS),
        options);
  }

  /**
   * Changes attributes of the inner path of a path. By default, this is {@link #forward(Path,
   * Action, LinkOption...)}.
   *
   * @param <T> the result
   * @param path a path of this file system
   * @param action what to do
   * @param options whether a symbolic link at the end of the path is followed
   * @return the result of the action
   * @throws IOException when it fails
   */
  protected <T> T change(Path path, Action<T> action, LinkOption... options) throws IOException {
    return forward(path, action, options);
  }

  /**
   * Returns whether a path has an attribute view. By default, all paths have those of the file
   * system.
   *
   * @param path a path of this file system
   * @param type the type of the view
   * @param name the name of the view
   * @return whether there is one
   */
  protected boolean hasView(Path path, Class<? extends FileAttributeView> type, String name) {
    return fileSystem().supportedFileAttributeViews().contains(name);
  }

  private static FileSystemProvider provider(Path inner) {
    return inner.getFileSystem().provider();
  }

  private static LinkOption[] links(Object... options) {
    return Arrays.asList(options).contains(LinkOption.NOFOLLOW_LINKS)
        ? new LinkOption[] {LinkOption.NOFOLLOW_LINKS}
        : new LinkOption[0];
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return forward(
        path,
        (inner, links) -> provider(inner).newByteChannel(inner, options, attributes),
        links(options.toArray()));
  }

  /** Lists a directory. Each path of the stream carries its inner path with it. */
  @Override
  @SuppressWarnings("StreamResourceLeak") // the stream that is returned closes it
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    SlashPath given = own(directory);
    DirectoryStream<Path> entries =
        forward(given, (inner, links) -> provider(inner).newDirectoryStream(inner, entry -> true));
    return new EntryStream(new InnerEntries(given, entries), filter);
  }

  private static final class InnerEntries implements EntryStream.Source<Path> {
    private final SlashPath directory;
    private final DirectoryStream<Path> inner;
    private final Iterator<Path> iterator;

    InnerEntries(SlashPath directory, DirectoryStream<Path> inner) {
      this.directory = directory;
      this.inner = inner;
      this.iterator = inner.iterator();
    }

    @Override
    public Optional<Path> next() {
      return iterator.hasNext() ? Optional.of(outer(iterator.next())) : Optional.empty();
    }

    private Path outer(Path entry) {
      String name = String.valueOf(entry.getFileName());
      return directory.resolve(SlashPath.parse(directory.getFileSystem(), name)).withNote(entry);
    }

    @Override
    public void close() throws IOException {
      inner.close();
    }
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    forward(
        directory,
        (inner, links) -> Files.createDirectory(inner, attributes),
        LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void delete(Path path) throws IOException {
    forward(
        path,
        (inner, links) -> {
          Files.delete(inner);
          return inner;
        },
        LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    forward(source, target, (from, to) -> Files.copy(from, to, options), links((Object[]) options));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    forward(source, target, (from, to) -> Files.move(from, to, options), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    if (path.equals(other)) {
      return true;
    }
    if (!other.getFileSystem().equals(fileSystem())) {
      return false;
    }
    return forward(path, (one, links) -> forward(other, (two, none) -> Files.isSameFile(one, two)));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return forward(path, (inner, links) -> Files.getFileStore(inner));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    forward(
        path,
        (inner, links) -> {
          provider(inner).checkAccess(inner, modes);
          return inner;
        });
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    String name = ForwardingView.name(type);
    return name != null && hasView(path, type, name)
        ? type.cast(ForwardingView.of(this, own(path), type, options))
        : null;
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return forward(path, (inner, links) -> Files.readAttributes(inner, type, links), options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return forward(path, (inner, links) -> Files.readAttributes(inner, attributes, links), options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    change(path, (inner, links) -> Files.setAttribute(inner, attribute, value, links), options);
  }

  /** Reads a symbolic link, whose text is the same in both file systems. */
  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    Path target =
        forward(link, (inner, links) -> Files.readSymbolicLink(inner), LinkOption.NOFOLLOW_LINKS);
    return SlashPath.parse(fileSystem(), target.toString());
  }
}
