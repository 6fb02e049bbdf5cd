package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.EntryStream;
import io.github.nioftpd.fs.ForwardingProvider;
import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
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
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The operations of one {@link LocalFileSystem}: each finds the path on the host, acts on it with
 * java.nio.file, and lets failures name the caller's path.
 */
final class LocalProvider extends ForwardingProvider {

  private final LocalFileSystem fileSystem;

  LocalProvider(LocalFileSystem fileSystem) {
    super(fileSystem, "local");
    this.fileSystem = fileSystem;
  }

  @Override
  protected LocalFileSystem fileSystem() {
    return fileSystem;
  }

  /** The reading of attributes of a path of the host. */
  interface Reading<T> extends Action<T> {}

  /** An operation on a path of the host. */
  interface Operation<T> {
    T on(HostPath host) throws IOException;
  }

  /** An operation from one path of the host to another. */
  private interface Relocation {
    void between(HostPath from, HostPath to) throws IOException;
  }

  private static boolean isRoot(SlashPath path) {
    return path.namesFromRoot().isEmpty();
  }

  private static boolean follows(Object... options) {
    return !Arrays.asList(options).contains(LinkOption.NOFOLLOW_LINKS);
  }

  /** Finds a path on the host, links followed or not. The caller closes it. */
  HostPath find(SlashPath path, boolean follow) throws IOException {
    Confinement confinement = fileSystem.confinement();
    try {
      return follow ? confinement.target(path) : confinement.entry(path);
    } catch (FileSystemException e) {
      throw HostFailures.of(e, path);
    }
  }

  <T> T at(SlashPath path, boolean follow, Operation<T> operation) throws IOException {
    try (HostPath host = find(path, follow)) {
      return operation.on(host);
    } catch (FileSystemException e) {
      throw HostFailures.of(e, path);
    }
  }

  @Override
  protected <T> T forward(Path path, Action<T> action, LinkOption... options) throws IOException {
    return at(own(path), follows((Object[]) options), host -> action.on(host.host(), host.links()));
  }

  @Override
  protected <T> T change(Path path, Action<T> action, LinkOption... options) throws IOException {
    return at(
        own(path),
        follows((Object[]) options),
        host -> {
          host.requireOrdinary();
          return action.on(host.host(), host.links());
        });
  }

  private void between(SlashPath source, boolean follow, SlashPath target, Relocation relocation)
      throws IOException {
    try (HostPath from = find(source, follow);
        HostPath to = find(target, false)) {
      try {
        relocation.between(from, to);
      } catch (FileSystemException e) {
        throw HostFailures.of(e, source, to, target);
      }
    }
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    SlashPath given = own(path);
    if (fileSystem.hasAtomicUploads() && AtomicUpload.isMeantBy(options)) {
      return AtomicUpload.open(this, given, options, attributes);
    }
    return new LocalChannels(this, given, options, attributes).inPlace();
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return new LocalChannels(this, own(path), options, attributes).channel();
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    SlashPath given = own(directory);
    try {
      return new EntryStream(LocalEntries.open(given, find(given, true)), filter);
    } catch (FileSystemException e) {
      throw HostFailures.of(e, given);
    }
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    SlashPath given = own(directory);
    if (isRoot(given)) {
      throw new FileAlreadyExistsException(given.toString());
    }
    at(
        given,
        false,
        host -> {
          Files.createDirectory(host.host(), attributes);
          fileSystem.sync().directoryOf(host.host());
          return given;
        });
  }

  @Override
  public void delete(Path path) throws IOException {
    SlashPath given = own(path);
    requireNotRoot(given);
    at(
        given,
        false,
        host -> {
          Files.delete(host.host());
          fileSystem.sync().directoryOf(host.host());
          return given;
        });
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    SlashPath from = own(source);
    SlashPath to = own(target);
    requireNotRoot(to);
    Rename rename = new Rename(fileSystem.sync());
    between(from, follows((Object[]) options), to, (a, b) -> rename.copy(a, b, options));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    SlashPath from = own(source);
    SlashPath to = own(target);
    requireNotRoot(from);
    requireNotRoot(to);
    Rename rename = new Rename(fileSystem.sync());
    between(from, false, to, (a, b) -> rename.move(a.host(), b.host(), options));
  }

  private static void requireNotRoot(SlashPath path) throws AccessDeniedException {
    if (isRoot(path)) {
      throw new AccessDeniedException(path.toString(), null, "the root stays where it is");
    }
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    SlashPath given = own(path);
    checkAccess(given);
    return new LocalFileStore(fileSystem, given);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return read(own(path), (host, links) -> Files.readAttributes(host, type, links), options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return read(own(path), (host, links) -> Files.readAttributes(host, attributes, links), options);
  }

  /** Reads attributes from the open directory stream that a path came from, or by the path. */
  private <T> T read(SlashPath path, Reading<T> reading, LinkOption... options) throws IOException {
    if (path.note() instanceof LocalEntries.Entry entry) {
      try {
        Optional<T> read = entry.read(follows((Object[]) options), reading);
        if (read.isPresent()) {
          return read.get();
        }
      } catch (FileSystemException e) {
        throw HostFailures.of(e, path);
      }
    }
    return forward(path, reading, options);
  }

  /** The key of a file; its real path where it has none, its name where there is no file. */
  Object identity(SlashPath path) throws IOException {
    try {
      return at(
          path,
          true,
          host -> {
            Object key = host.attributes().fileKey();
            return key == null ? host.host().toRealPath() : key;
          });
    } catch (NoSuchFileException | NotDirectoryException e) {
      return path;
    }
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    SlashPath given = own(link);
    Path text = at(given, false, host -> Files.readSymbolicLink(host.host()));
    return LinkText.inside(fileSystem, given, text);
  }
}
