package io.github.nioftpd.fs.memory;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.nioftpd.fs.InsufficientStorageException;
import io.github.nioftpd.fs.PartFile;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a {@link MemoryFileSystem}: each goes to the same path of the tree inside, past
 * the limits.
 */
final class MemoryProvider extends FileSystemProvider {

  private final MemoryFileSystem fileSystem;
  private final FileSystem tree;
  private final Entries entries;
  private final InsidePaths inside;

  MemoryProvider(MemoryFileSystem fileSystem, FileSystem tree, Entries entries) {
    this.fileSystem = fileSystem;
    this.tree = tree;
    this.entries = entries;
    this.inside = new InsidePaths(fileSystem, tree);
  }

  Entries entries() {
    return entries;
  }

  void prepareRoot() {
    try {
      Files.setPosixFilePermissions(
          tree.getPath("/"), PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says what jimfs says only in the message of a plain {@link IOException}. */
  static IOException translated(IOException e, String path, @Nullable String other) {
    if (e.getClass() != IOException.class) {
      return e;
    }
    FileSystemException better =
        "out of disk space".equals(e.getMessage())
            ? new InsufficientStorageException(path, "memory is full")
            : new FileSystemException(path, other, e.getMessage());
    better.initCause(e);
    return better;
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path at = inside.of(path);
    if (options.contains(DELETE_ON_CLOSE)) {
      throw new UnsupportedOperationException("DELETE_ON_CLOSE"); // jimfs would ignore it
    }
    boolean appends = options.contains(APPEND);
    boolean writes = appends || options.contains(WRITE);
    boolean creates = writes && (options.contains(CREATE) || options.contains(CREATE_NEW));
    Entries.Change<SeekableByteChannel> open =
        () -> tree.provider().newByteChannel(at, options, attributes);
    FileChannel channel = (FileChannel) (creates ? entries.create(at, open) : open.run());
    MemoryChannel.Mode mode =
        appends
            ? MemoryChannel.Mode.APPEND
            : writes ? MemoryChannel.Mode.WRITE : MemoryChannel.Mode.READ;
    return new MemoryChannel(
        channel, path.toString(), mode, getFileStore(path)::getUnallocatedSpace);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    return new Listing(
        directory, tree.provider().newDirectoryStream(inside.of(directory), path -> true), filter);
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    Path at = inside.of(directory);
    FileAttribute<?>[] all = withPermissions("rwxr-xr-x", attributes);
    entries.create(at, () -> Files.createDirectory(at, all));
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    Path at = inside.of(link);
    inside.of(target); // its length is limited, too
    Path text = tree.getPath(target.toString());
    FileAttribute<?>[] all = withPermissions("rwxrwxrwx", attributes);
    entries.create(at, () -> Files.createSymbolicLink(at, text, all));
  }

  private static FileAttribute<?>[] withPermissions(
      String permissions, FileAttribute<?>[] attributes) {
    String name = "posix:permissions";
    if (Arrays.stream(attributes).anyMatch(attribute -> attribute.name().equals(name))) {
      return attributes;
    }
    FileAttribute<?> more =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    return Stream.concat(Arrays.stream(attributes), Stream.of(more))
        .toArray(FileAttribute<?>[]::new);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    Path at = inside.of(link);
    Path target = inside.of(existing);
    entries.create(at, () -> Files.createLink(at, target));
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    return fileSystem.getPath(Files.readSymbolicLink(inside.of(link)).toString());
  }

  @Override
  public void delete(Path path) throws IOException {
    Path at = inside.of(path);
    entries.change(
        Set.of(at),
        () -> {
          Files.delete(at);
          return at;
        });
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    Path from = inside.of(source);
    Path to = inside.of(target);
    entries.create(to, () -> copyInside(from, to, List.of(options)));
  }

  /** jimfs would delete the target first, and leave a file without content when memory is full. */
  private Path copyInside(Path from, Path to, List<CopyOption> options) throws IOException {
    Path part = to.resolveSibling(PartFile.name());
    List<CopyOption> kept = new ArrayList<>(options);
    boolean replaces = kept.remove(StandardCopyOption.REPLACE_EXISTING);
    Optional<BasicFileAttributes> there = Presence.of(to, LinkOption.NOFOLLOW_LINKS);
    if (there.isPresent() && Files.getAttribute(from, "fileKey").equals(there.get().fileKey())) {
      return to;
    }
    if (there.isPresent() && !replaces) {
      throw new FileAlreadyExistsException(to.toString());
    }
    try {
      Files.copy(from, part, kept.toArray(CopyOption[]::new));
      boolean keeps = kept.contains(StandardCopyOption.COPY_ATTRIBUTES);
      if (!keeps && Presence.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      return Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw translated(e, to.toString(), null);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    Path from = inside.of(source);
    Path to = inside.of(target);
    try {
      Set<Path> both = new HashSet<>(List.of(real(from), real(to)));
      entries.change(both, () -> Files.move(from, to, options));
    } catch (IOException e) {
      throw translated(e, source.toString(), target.toString());
    }
  }

  /** The name of an entry that stays true when a link on the way to it is moved. */
  private static Path real(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null) {
      return path;
    }
    try {
      return parent.toRealPath().resolve(path.getFileName());
    } catch (IOException e) {
      return path; // there is nothing, and there will be nothing
    }
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return path.equals(other)
        || (other instanceof SlashPath && Files.isSameFile(inside.of(path), inside.of(other)));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return Files.isHidden(inside.of(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return Files.getFileStore(inside.of(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    tree.provider().checkAccess(inside.of(path), modes);
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return Files.getFileAttributeView(inside.ofAnyLength(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return Files.readAttributes(inside.of(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return Files.readAttributes(inside.of(path), attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    Files.setAttribute(inside.of(path), attribute, value, options);
  }

  @Override
  public String getScheme() {
    return "memory";
  }

  /** Not supported: a file system in memory is opened with {@link MemoryFileSystem#open}. */
  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return fileSystem;
  }

  @Override
  public Path getPath(URI uri) {
    return fileSystem.getPath(uri.getPath());
  }
}
