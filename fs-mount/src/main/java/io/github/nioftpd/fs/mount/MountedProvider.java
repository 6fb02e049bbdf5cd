package io.github.nioftpd.fs.mount;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.nioftpd.fs.EntryStream;
import io.github.nioftpd.fs.ForwardingProvider;
import io.github.nioftpd.fs.PlainFileStore;
import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a {@link MountedFileSystem}: each finds the mount of the path and does the same
 * there.
 */
final class MountedProvider extends ForwardingProvider {

  private final MountedFileSystem fileSystem;
  private final MountNode root;
  private final AttributeReader attributes;
  private final Rename rename;

  MountedProvider(MountedFileSystem fileSystem, MountNode root, Instant made, int largestMove) {
    super(fileSystem, "mounts");
    this.fileSystem = fileSystem;
    this.root = root;
    this.attributes = new AttributeReader(made);
    this.rename = new Rename(largestMove);
  }

  /** Finds the mount of a path; a path from a listing carries it. */
  MountedPath find(Path path) {
    fileSystem.ensureOpen();
    SlashPath own = own(path);
    return own.note() instanceof InnerPath below
        ? new MountedPath(own, below.mount(), below.inner())
        : root.find(own);
  }

  private MountedPath changeable(Path path) throws IOException {
    MountedPath mounted = find(path);
    mounted.requireChangeable();
    return mounted;
  }

  @Override
  protected <T> T forward(Path path, Action<T> action, LinkOption... options) throws IOException {
    return find(path).on(inner -> action.on(inner, options));
  }

  @Override
  protected <T> T change(Path path, Action<T> action, LinkOption... options) throws IOException {
    return changeable(path).on(inner -> action.on(inner, options));
  }

  @Override
  protected boolean hasView(Path path, Class<? extends FileAttributeView> type, String name) {
    Path inner = name.equals("basic") ? null : find(path).known();
    return inner == null || Files.getFileAttributeView(inner, type) != null;
  }

  private static FileSystemProvider provider(Path path) {
    return path.getFileSystem().provider();
  }

  private MountedPath opening(Path path, Set<? extends OpenOption> options) throws IOException {
    MountedPath mounted = find(path);
    if (mounted.node() != null) {
      throw new FileSystemException(path.toString(), null, "is a directory");
    }
    if (options.contains(WRITE) || options.contains(APPEND) || options.contains(DELETE_ON_CLOSE)) {
      mounted.requireWritable();
      ForeignProviderGuard.beforeWriting(mounted, options);
    }
    return mounted;
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    MountedPath mounted = opening(path, options);
    MountPoint mount = mounted.mount();
    boolean reads = options.isEmpty() || options.equals(Set.of(READ));
    return reads && mount != null && mount.isStreamed()
        ? mounted.on(StreamChannel::new)
        : mounted.on(inner -> provider(inner).newByteChannel(inner, options, attributes));
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
    MountedPath mounted = find(directory);
    return new EntryStream(new MountedEntries(mounted, entries(mounted)), filter);
  }

  private static @Nullable DirectoryStream<Path> entries(MountedPath mounted) throws IOException {
    if (mounted.mount() == null && mounted.node() != null) {
      return null;
    }
    ForeignProviderGuard.beforeListing(mounted);
    try {
      return mounted.on(inner -> provider(inner).newDirectoryStream(inner, entry -> true));
    } catch (NoSuchFileException | NotDirectoryException e) {
      if (mounted.node() == null || mounted.isMountPoint()) {
        throw e;
      }
      return null; // on the way to a mount there need not be a directory below
    }
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    MountedPath mounted = find(directory);
    if (mounted.node() != null) {
      throw new FileAlreadyExistsException(directory.toString());
    }
    mounted.requireWritable();
    ForeignProviderGuard.beforeMaking(mounted);
    mounted.on(inner -> Files.createDirectory(inner, attributes));
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    Links.create(changeable(link), find(target), target, attributes);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    Links.createHard(changeable(link), find(existing));
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    return Links.read(find(link));
  }

  @Override
  public void delete(Path path) throws IOException {
    change(
        path,
        (inner, links) -> {
          Files.delete(inner);
          return inner;
        });
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    rename.copy(find(source), changeable(target), Set.of(options));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    rename.move(changeable(source), changeable(target), Set.of(options));
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    if (path.equals(other)) {
      return true;
    }
    if (!(other.getFileSystem() instanceof MountedFileSystem tree)) {
      return false;
    }
    MountedPath one = find(path);
    MountedPath two =
        tree.provider.find(other); // another session of the same user has its own tree
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
    MountedPath mounted = find(path);
    if (mounted.node() == null) {
      return mounted.on(Files::isHidden);
    }
    return super.isHidden(path);
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    MountedPath mounted = find(path);
    MountPoint mount = mounted.mount();
    if (mount == null && mounted.node() != null) {
      return new PlainFileStore(fileSystem, "mounts", OptionalLong.of(0));
    }
    FileStore store = mounted.on(Files::getFileStore);
    return mount != null && mount.isReadOnly() ? new ReadOnlyStore(store) : store;
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    MountedPath mounted = find(path);
    boolean writes = Arrays.asList(modes).contains(AccessMode.WRITE);
    MountPoint mount = mounted.mount();
    if (writes && (mount == null || mount.isReadOnly())) {
      throw new AccessDeniedException(path.toString(), null, "read-only");
    }
    if (mounted.node() != null && !writes) {
      return;
    }
    mounted.on(
        inner -> {
          provider(inner).checkAccess(inner, modes);
          return inner;
        });
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return attributes.read(find(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return attributes.read(find(path), names, options);
  }
}
