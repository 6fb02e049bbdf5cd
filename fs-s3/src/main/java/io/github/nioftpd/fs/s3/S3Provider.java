package io.github.nioftpd.fs.s3;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.github.nioftpd.fs.AttributeNames;
import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.WriteMode;
import io.github.nioftpd.fs.s3.Keys.Place;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations of an {@link S3FileSystem}. */
final class S3Provider extends FileSystemProvider {

  private final S3FileSystem fileSystem;
  private final Keys keys;
  private final Store store;
  private final Lookup lookup;
  private final Tree tree;
  private final S3Channels opening;
  private final Partials partials;

  S3Provider(S3FileSystem fileSystem, Keys keys, Lookup lookup, Tree tree, S3Channels opening) {
    this.fileSystem = fileSystem;
    this.keys = keys;
    this.lookup = lookup;
    this.store = opening.store();
    this.tree = tree;
    this.opening = opening;
    this.partials = opening.partials();
  }

  private Place place(Path path) throws IOException {
    fileSystem.ensureOpen();
    return keys.of(path);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Place place = place(path);
    Optional<WriteMode> mode = WriteMode.of(options);
    return mode.isPresent() ? opening.toWrite(path, place, mode.get()) : opening.toRead(place);
  }

  @Override
  public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    SeekableByteChannel channel = newByteChannel(path, Set.of(options));
    boolean there = false;
    try {
      long unused = channel.size();
      there = true;
      return Channels.newInputStream(channel);
    } finally {
      if (!there) {
        channel.close();
      }
    }
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    return new Listing((SlashPath) directory, place(directory), store, lookup, filter);
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    tree.createDirectory(directory, place(directory));
  }

  @Override
  public void delete(Path path) throws IOException {
    Optional<String> sender = Partials.sender(path);
    if (sender.isEmpty()) {
      tree.delete(path, place(path));
    } else if (!partials.drop(place(path), sender.get())) {
      throw new NoSuchFileException(path.toString());
    }
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    tree.copy(source, target, place(source), place(target), replaces(options));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    if (List.of(options).contains(ATOMIC_MOVE)) {
      throw new AtomicMoveNotSupportedException(
          source.toString(), target.toString(), "objects are copied and then deleted");
    }
    tree.move(source, target, place(source), place(target), replaces(options));
  }

  private static boolean replaces(CopyOption[] options) {
    return List.of(options).contains(REPLACE_EXISTING);
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    if (path.equals(other)) {
      return true;
    }
    if (!other.getFileSystem().equals(fileSystem)) {
      return false;
    }
    checkAccess(path);
    checkAccess(other);
    return place(path).key().equals(place(other).key());
  }

  @Override
  public boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    checkAccess(path);
    return new S3FileStore(fileSystem.toString());
  }

  /** What the keys may do shows only when it is done; here, whether there is something. */
  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    Object unused = known(path, false);
  }

  private S3Attributes known(Path path, boolean exact) throws IOException {
    Place place = place(path);
    if (path instanceof SlashPath slashPath
        && slashPath.note() instanceof Listing.Note note
        && note.listing().isOpen()) {
      return note.attributes(exact);
    }
    Optional<String> sender = Partials.sender(path);
    if (sender.isPresent()) {
      return partials
          .attributes(place, sender.get())
          .orElseThrow(() -> new NoSuchFileException(place.path()));
    }
    return lookup.at(place, exact);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class) {
      throw new UnsupportedOperationException("attributes other than basic");
    }
    return type.cast(known(path, true));
  }

  /** Who asks for less is answered with fewer requests. */
  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    List<String> names = AttributeNames.of(attributes);
    boolean listed =
        path instanceof SlashPath slashPath
            && slashPath.note() instanceof Listing.Note note
            && note.listing().isOpen();
    if (names.equals(List.of("isDirectory")) && !listed && Partials.sender(path).isEmpty()) {
      return AttributeNames.values(lookup.expectingDirectory(place(path)), names);
    }
    boolean exact = names.stream().anyMatch(name -> name.endsWith("Time"));
    return AttributeNames.values(known(path, exact), names);
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return type == BasicFileAttributeView.class ? type.cast(new View(path)) : null;
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    if (!attribute.replace("basic:", "").equals("lastModifiedTime")) {
      throw new UnsupportedOperationException(attribute);
    }
    tree.touch(path, place(path), ((FileTime) value).toInstant());
  }

  /** The one view there is. */
  private final class View implements BasicFileAttributeView {
    private final Path path;

    View(Path path) {
      this.path = path;
    }

    @Override
    public String name() {
      return "basic";
    }

    @Override
    public BasicFileAttributes readAttributes() throws IOException {
      return known(path, true);
    }

    /** Of the three times, stores keep one. */
    @Override
    public void setTimes(
        @Nullable FileTime modified, @Nullable FileTime accessed, @Nullable FileTime created)
        throws IOException {
      if (modified != null) {
        tree.touch(path, place(path), modified.toInstant());
      }
    }
  }

  @Override
  public String getScheme() {
    return "s3";
  }

  /** Not supported: a file system is opened with {@link S3FileSystem#open}. */
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
