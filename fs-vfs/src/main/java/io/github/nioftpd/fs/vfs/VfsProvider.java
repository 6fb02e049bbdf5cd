package io.github.nioftpd.fs.vfs;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.github.nioftpd.fs.AttributeNames;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.WriteMode;
import io.github.nioftpd.fs.vfs.common.VfsAttributes;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
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

/** The operations of a {@link VfsFileSystem}. */
final class VfsProvider extends FileSystemProvider {

  private final VfsFileSystem fileSystem;
  private final VfsSession session;
  private final VfsChannels channels;
  private final Tree tree;
  private final Rename rename;

  VfsProvider(VfsFileSystem fileSystem, VfsSession session, VfsChannels channels) {
    this.fileSystem = fileSystem;
    this.session = session;
    this.channels = channels;
    this.tree = new Tree(session, channels);
    this.rename = new Rename(session);
  }

  private VfsPath path(Path path) {
    session.ensureOpen();
    return VfsPath.of(path);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    VfsPath located = path(path);
    Optional<WriteMode> mode = WriteMode.of(options);
    return mode.isPresent() ? channels.toWrite(located, mode.get()) : channels.toRead(located);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    return new Listing((SlashPath) directory, tree.list(path(directory)), filter);
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    tree.createDirectory(path(directory));
  }

  @Override
  public void delete(Path path) throws IOException {
    tree.delete(path(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    List<CopyOption> list = List.of(options);
    tree.copy(
        path(source),
        path(target),
        list.contains(REPLACE_EXISTING),
        list.contains(COPY_ATTRIBUTES));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    List<CopyOption> list = List.of(options);
    if (list.contains(ATOMIC_MOVE)) {
      throw new AtomicMoveNotSupportedException(
          source.toString(), target.toString(), "VFS does not promise it");
    }
    VfsPath from = path(source);
    VfsPath to = path(target);
    tree.ensure(Capability.RENAME);
    session.change(from.text(), () -> rename.move(from, to, list.contains(REPLACE_EXISTING)));
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
    return path(path).names().equals(path(other).names());
  }

  @Override
  public boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    checkAccess(path);
    return fileSystem.store();
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    Object unused = known(path);
    if (fileSystem.isReadOnly() && List.of(modes).contains(AccessMode.WRITE)) {
      throw new AccessDeniedException(path.toString(), null, "read-only file system");
    }
  }

  private VfsAttributes known(Path path) throws IOException {
    VfsPath located = path(path);
    if (path instanceof SlashPath slashPath
        && slashPath.note() instanceof Listing.Note note
        && note.listing().isOpen()) {
      return note.attributes();
    }
    return tree.attributes(located);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class) {
      throw new UnsupportedOperationException("attributes other than basic");
    }
    return type.cast(known(path));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    List<String> names = AttributeNames.of(attributes);
    return AttributeNames.values(known(path), names);
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
    tree.touch(path(path), ((FileTime) value).toInstant());
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
      return known(path);
    }

    /** Of the three times, VFS knows one. */
    @Override
    public void setTimes(
        @Nullable FileTime modified, @Nullable FileTime accessed, @Nullable FileTime created)
        throws IOException {
      if (modified != null) {
        tree.touch(path(path), modified.toInstant());
      }
    }
  }

  @Override
  public String getScheme() {
    return "vfs";
  }

  /** Not supported: a file system is opened with {@link VfsFileSystem#open}. */
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
