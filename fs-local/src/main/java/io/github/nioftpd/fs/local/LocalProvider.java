package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
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
import java.nio.file.ProviderMismatchException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one {@link LocalFileSystem}: each finds the place on the disk, acts on it with
 * java.nio.file, and lets failures name the caller's path.
 */
final class LocalProvider extends FileSystemProvider {

  private final LocalFileSystem fileSystem;

  LocalProvider(LocalFileSystem fileSystem) {
    this.fileSystem = fileSystem;
  }

  LocalFileSystem fileSystem() {
    return fileSystem;
  }

  /** What is done at a place. */
  interface Action<T> {
    T at(HostPath place) throws IOException;
  }

  /** What is done between two places. */
  private interface Transfer {
    void between(HostPath from, HostPath to) throws IOException;
  }

  SlashPath own(Path path) {
    if (path instanceof SlashPath slashPath && path.getFileSystem() == fileSystem) {
      return slashPath;
    }
    throw new ProviderMismatchException();
  }

  private static boolean isRoot(SlashPath path) {
    return path.namesFromRoot().isEmpty();
  }

  static boolean follows(Object... options) {
    return !Arrays.asList(options).contains(LinkOption.NOFOLLOW_LINKS);
  }

  /** Finds the place of a path, links followed or not. The caller closes it. */
  HostPath place(SlashPath path, boolean follow) throws IOException {
    Confinement confinement = fileSystem.confinement();
    try {
      return follow ? confinement.target(path) : confinement.entry(path);
    } catch (FileSystemException e) {
      throw HostFailures.of(e, path);
    }
  }

  <T> T at(SlashPath path, boolean follow, Action<T> action) throws IOException {
    try (HostPath place = place(path, follow)) {
      return action.at(place);
    } catch (FileSystemException e) {
      throw HostFailures.of(e, path);
    }
  }

  private void between(SlashPath source, boolean follow, SlashPath target, Transfer transfer)
      throws IOException {
    try (HostPath from = place(source, follow);
        HostPath to = place(target, false)) {
      try {
        transfer.between(from, to);
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
      return LocalDirectoryStream.open(fileSystem, given, place(given, true), filter);
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
        place -> {
          Files.createDirectory(place.host(), attributes);
          fileSystem.sync().directoryOf(place.host());
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
        place -> {
          Files.delete(place.host());
          fileSystem.sync().directoryOf(place.host());
          return given;
        });
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    SlashPath from = own(source);
    SlashPath to = own(target);
    requireNotRoot(to);
    Rename relocation = new Rename(fileSystem.sync());
    between(from, follows((Object[]) options), to, (a, b) -> relocation.copy(a, b, options));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    SlashPath from = own(source);
    SlashPath to = own(target);
    requireNotRoot(from);
    requireNotRoot(to);
    Rename relocation = new Rename(fileSystem.sync());
    between(from, false, to, (a, b) -> relocation.move(a.host(), b.host(), options));
  }

  private static void requireNotRoot(SlashPath path) throws AccessDeniedException {
    if (isRoot(path)) {
      throw new AccessDeniedException(path.toString(), null, "the root stays where it is");
    }
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    SlashPath one = own(path);
    if (one.equals(other)) {
      return true;
    }
    if (!(other instanceof SlashPath two) || other.getFileSystem() != fileSystem) {
      return false;
    }
    return at(
        one, true, here -> at(two, true, there -> Files.isSameFile(here.host(), there.host())));
  }

  @Override
  public boolean isHidden(Path path) {
    Path name = own(path).getFileName();
    return name != null && name.toString().startsWith(".");
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    SlashPath given = own(path);
    checkAccess(given);
    return new LocalFileStore(fileSystem, given);
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    at(
        own(path),
        true,
        place -> {
          place.host().getFileSystem().provider().checkAccess(place.host(), modes);
          return place;
        });
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return Views.of(this, own(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return Attributes.read(
        this,
        own(path),
        follows((Object[]) options),
        (host, links) -> Files.readAttributes(host, type, links));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return Attributes.read(
        this,
        own(path),
        follows((Object[]) options),
        (host, links) -> Files.readAttributes(host, attributes, links));
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    at(
        own(path),
        follows((Object[]) options),
        place -> {
          place.requireOrdinary();
          return Files.setAttribute(place.host(), attribute, value, place.links());
        });
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    SlashPath given = own(link);
    Path text = at(given, false, place -> Files.readSymbolicLink(place.host()));
    return LinkText.inside(fileSystem, given, text);
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) {
    throw new UnsupportedOperationException("symbolic links are not made here");
  }

  @Override
  public String getScheme() {
    return "local";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException("use LocalFileSystem.open");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException("use LocalFileSystem.open");
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException("use FileSystem.getPath");
  }
}
