package io.github.nioftpd.fs.mount;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a {@link MountedFileSystem}: each finds the mount that is responsible and does
 * the same there.
 */
final class MountedProvider extends FileSystemProvider {

  private final MountedFileSystem fileSystem;
  private final MountNode root;
  private final Attributes attributes;
  private final Rename relocation;

  MountedProvider(MountedFileSystem fileSystem, MountNode root, Instant made, int largestMove) {
    this.fileSystem = fileSystem;
    this.root = root;
    this.attributes = new Attributes(new SyntheticDirectory(made));
    this.relocation = new Rename(largestMove);
  }

  /** What is responsible for a path: what the path remembers, if it is from a listing. */
  MountedPath spot(Path path) {
    if (!fileSystem.isOpen()) {
      throw new ClosedFileSystemException();
    }
    if (!(path instanceof SlashPath own) || own.getFileSystem() != fileSystem) {
      throw new ProviderMismatchException();
    }
    return own.note() instanceof InnerPath below
        ? new MountedPath(own, below.mount(), below.inner())
        : root.find(own);
  }

  private MountedPath changeable(Path path) throws IOException {
    MountedPath spot = spot(path);
    spot.requireChangeable();
    return spot;
  }

  private static FileSystemProvider provider(Path path) {
    return path.getFileSystem().provider();
  }

  private MountedPath opening(Path path, Set<? extends OpenOption> options) throws IOException {
    MountedPath spot = spot(path);
    if (spot.node() != null) {
      throw new FileSystemException(path.toString(), null, "is a directory");
    }
    if (options.contains(WRITE) || options.contains(APPEND) || options.contains(DELETE_ON_CLOSE)) {
      spot.requireWritable();
      ForeignProviderGuard.beforeWriting(spot, options);
    }
    return spot;
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    MountedPath spot = opening(path, options);
    MountPoint mount = spot.mount();
    boolean reads = options.isEmpty() || options.equals(Set.of(READ));
    return reads && mount != null && mount.isStreamed()
        ? spot.on(StreamChannel::new)
        : spot.on(inner -> provider(inner).newByteChannel(inner, options, attributes));
  }

  @Override
  public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    return opening(path, Set.of(options))
        .on(inner -> provider(inner).newInputStream(inner, options));
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return opening(path, options)
        .on(inner -> provider(inner).newFileChannel(inner, options, attributes));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    MountedPath spot = spot(directory);
    return new Listing(spot, entries(spot), filter);
  }

  private static @Nullable DirectoryStream<Path> entries(MountedPath spot) throws IOException {
    if (spot.mount() == null && spot.node() != null) {
      return null;
    }
    ForeignProviderGuard.beforeListing(spot);
    try {
      return spot.on(inner -> provider(inner).newDirectoryStream(inner, entry -> true));
    } catch (NoSuchFileException | NotDirectoryException e) {
      if (spot.node() == null || spot.isMountPoint()) {
        throw e;
      }
      return null; // on the way to a mount there need not be a directory below
    }
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    MountedPath spot = spot(directory);
    if (spot.node() != null) {
      throw new FileAlreadyExistsException(directory.toString());
    }
    spot.requireWritable();
    ForeignProviderGuard.beforeMaking(spot);
    spot.on(inner -> Files.createDirectory(inner, attributes));
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    Links.create(changeable(link), spot(target), target, attributes);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    Links.createHard(changeable(link), spot(existing));
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    return Links.read(spot(link));
  }

  @Override
  public void delete(Path path) throws IOException {
    changeable(path)
        .on(
            inner -> {
              Files.delete(inner);
              return inner;
            });
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    relocation.copy(spot(source), changeable(target), Set.of(options));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    relocation.move(changeable(source), changeable(target), Set.of(options));
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    if (path.equals(other)) {
      return true;
    }
    if (!(other.getFileSystem() instanceof MountedFileSystem tree)) {
      return false;
    }
    MountedPath one = spot(path);
    MountedPath two =
        tree.provider.spot(other); // another session of the same user has its own tree
    if (tree == fileSystem && one.path().namesFromRoot().equals(two.path().namesFromRoot())) {
      return true;
    }
    if (one.node() != null || two.node() != null) {
      return false;
    }
    Path there = two.inner();
    return one.on(
        inner ->
            inner.getFileSystem().equals(there.getFileSystem()) && Files.isSameFile(inner, there));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    MountedPath spot = spot(path);
    if (spot.node() == null) {
      return spot.on(Files::isHidden);
    }
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    MountedPath spot = spot(path);
    MountPoint mount = spot.mount();
    if (mount == null && spot.node() != null) {
      return new SyntheticStore();
    }
    FileStore store = spot.on(Files::getFileStore);
    return mount != null && mount.isReadOnly() ? new ReadOnlyStore(store) : store;
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    MountedPath spot = spot(path);
    boolean writes = Arrays.asList(modes).contains(AccessMode.WRITE);
    MountPoint mount = spot.mount();
    if (writes && (mount == null || mount.isReadOnly())) {
      throw new AccessDeniedException(path.toString(), null, "read-only");
    }
    if (spot.node() != null && !writes) {
      return;
    }
    spot.on(
        inner -> {
          provider(inner).checkAccess(inner, modes);
          return inner;
        });
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return Views.of(this, path, type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return attributes.read(spot(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return attributes.read(spot(path), names, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    changeable(path).on(inner -> Files.setAttribute(inner, attribute, value, options));
  }

  @Override
  public String getScheme() {
    return "mounts";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException("use MountedFileSystem.builder");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException("use MountedFileSystem.builder");
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException("use FileSystem.getPath");
  }
}
