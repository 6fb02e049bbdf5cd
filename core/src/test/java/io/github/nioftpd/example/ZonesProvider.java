package io.github.nioftpd.example;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.nioftpd.fs.AttributeNames;
import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.WriteMode;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What can be done with the files of a {@link ZonesFileSystem}: look and read. */
final class ZonesProvider extends FileSystemProvider {

  private final ZonesFileSystem fileSystem;
  private final InstantSource clock;

  ZonesProvider(ZonesFileSystem fileSystem, InstantSource clock) {
    this.fileSystem = fileSystem;
    this.clock = clock;
  }

  /** Dots were resolved, so a name that is a key is that of a file, and nothing else is. */
  private String name(Path path) {
    fileSystem.ensureOpen();
    return String.join("/", ((SlashPath) path).namesFromRoot());
  }

  private byte[] content(Path path) throws IOException {
    String name = name(path);
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw new NoSuchFileException(path.toString());
    }
    return (clock.instant().atZone(ZoneId.of(name)) + "\n").getBytes(US_ASCII);
  }

  private Set<String> namesIn(Path directory) {
    String prefix = name(directory).isEmpty() ? "" : name(directory) + "/";
    Set<String> names = new TreeSet<>();
    for (String zone : ZoneId.getAvailableZoneIds()) {
      if (zone.startsWith(prefix)) {
        names.add(zone.substring(prefix.length()).split("/")[0]);
      }
    }
    return names;
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (WriteMode.of(options).isPresent()) {
      throw new ReadOnlyFileSystemException();
    }
    return new BytesChannel(content(path));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    if (!readAttributes(directory, BasicFileAttributes.class).isDirectory()) {
      throw new NotDirectoryException(directory.toString());
    }
    List<Path> entries = new ArrayList<>();
    for (String name : namesIn(directory)) {
      Path entry = directory.resolve(name);
      if (filter.accept(entry)) {
        entries.add(entry);
      }
    }
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return entries.iterator();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    boolean directory = !namesIn(path).isEmpty();
    return type.cast(
        new ZoneAttributes(directory, directory ? 0 : content(path).length, clock.instant()));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return AttributeNames.values(
        readAttributes(path, BasicFileAttributes.class), AttributeNames.of(names));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    readAttributes(path, BasicFileAttributes.class);
    if (List.of(modes).contains(AccessMode.WRITE)) {
      throw new ReadOnlyFileSystemException();
    }
  }

  @Override
  public boolean isSameFile(Path path, Path other) {
    return other.getFileSystem().equals(fileSystem) && name(path).equals(name(other));
  }

  @Override
  public boolean isHidden(Path path) {
    return false;
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void delete(Path path) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return null; // attributes are read with readAttributes, and cannot be set
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getScheme() {
    return "zones";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }
}
