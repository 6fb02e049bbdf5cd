package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Located;
import io.github.nioftpd.fs.NameBytes;
import io.github.nioftpd.fs.PlainFileStore;
import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.TreeFileSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A file system of Apache Commons VFS: an archive, a remote server, or memory.
 *
 * <p>Each has its own VFS manager, which is closed with it. Nothing is cached between operations,
 * so changes by others are visible at once. Archives are read-only, with the content that they had
 * when they were opened. An operation that a provider does not support is missing from the {@link
 * #capabilities()} and throws {@link UnsupportedOperationException}, or {@link
 * java.nio.file.ReadOnlyFileSystemException} if nothing can be changed. Only basic attributes are
 * supported.
 *
 * <p>Instances are safe for use by several threads; channels and directory streams are used by one.
 */
public final class VfsFileSystem extends TreeFileSystem implements Located {

  private final Location location;
  private final VfsSession session;
  private final String remark;
  private final VfsProvider provider;

  private VfsFileSystem(Location location, VfsSession session, boolean atomic, String remark) {
    this.location = location;
    this.session = session;
    this.remark = remark;
    this.provider = new VfsProvider(this, session, atomic);
  }

  /**
   * Opens a location.
   *
   * @param location such as {@code zip:/path/a.zip} or {@code sftp://user@host/directory}
   * @param settings by name, such as {@code password}; see docs/backends.md
   * @return a file system that the caller closes
   * @throws IllegalArgumentException when the location or a setting is invalid; the message
   *     contains no secret
   * @throws IOException when the location cannot be opened
   */
  public static VfsFileSystem open(String location, Map<String, String> settings)
      throws IOException {
    Location parsed = Location.of(location);
    VfsSettings read = VfsSettings.of(parsed.scheme(), settings);
    VfsSession session = VfsOpener.open(parsed, read);
    return new VfsFileSystem(parsed, session, read.atomic(), read.remote().remark());
  }

  @Override
  public String description() {
    String changes = session.features().isReadOnly() ? ", read-only" : "";
    String entries =
        session.archive().map(archive -> ", " + archive.size() + " entries").orElse("");
    String more = remark.isEmpty() ? "" : ", " + remark;
    return this + entries + changes + more;
  }

  @Override
  protected FileStore store() {
    return new PlainFileStore(this, location.scheme(), OptionalLong.empty());
  }

  @Override
  public Set<Capability> capabilities() {
    return session.features().capabilities();
  }

  /** The same for a file that is reached by another location with the same login. */
  @Override
  public Object identity(Path path) {
    return session
        .identity(((SlashPath) path).namesFromRoot())
        .<Object>map(key -> key)
        .orElse(path);
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  /** Closes all connections, and deletes temporary files. */
  @Override
  protected void release() {
    session.close();
  }

  @Override
  public SlashPath getPath(String first, String... more) {
    SlashPath path = SlashPath.parse(this, first, more);
    NameBytes.requireText(path.toString());
    return path;
  }

  /** The address of the entry for the provider, without {@code vfs:} and the user. */
  @Override
  public Optional<URI> location(Path path) {
    String root = session.archive().isPresent() ? location + "!/" : location.toString();
    URI uri = Located.withoutSecrets(root);
    return Optional.of(Located.below(uri, ((SlashPath) path).namesFromRoot()));
  }

  /** The location, which contains no secret. */
  @Override
  public String toString() {
    return "vfs:" + location;
  }
}
