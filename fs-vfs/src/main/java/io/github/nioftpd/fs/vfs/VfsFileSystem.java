package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Capable;
import io.github.nioftpd.fs.Located;
import io.github.nioftpd.fs.NameBytes;
import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Apache Commons VFS reaches, as a file system: an archive, a remote server, memory.
 *
 * <p>Each has a VFS of its own, so that nothing is shared and everything ends when it is closed.
 * Nothing is remembered between operations; what others change is seen at once. Archives are
 * read-only, and are taken as they were when they were opened. What a provider cannot do is not
 * among the {@link #capabilities()}, and throws {@link UnsupportedOperationException}, or {@link
 * java.nio.file.ReadOnlyFileSystemException} where nothing can be changed at all. Of the attributes
 * there are the basic ones.
 *
 * <p>Instances are safe for use by several threads; channels and directory streams are used by one.
 */
public final class VfsFileSystem extends FileSystem implements Capable, Located {

  private final Location location;
  private final VfsSession access;
  private final String remark;
  private final VfsProvider provider;

  private VfsFileSystem(Location location, VfsSession access, boolean atomic, String remark) {
    this.location = location;
    this.access = access;
    this.remark = remark;
    this.provider = new VfsProvider(this, access, new VfsChannels(access, atomic));
  }

  /**
   * Opens a location.
   *
   * @param location a provider and a place, such as {@code zip:/path/a.zip} or {@code
   *     sftp://user@host/directory}
   * @param settings by name, such as {@code password}; docs/backends.md tells all of them
   * @return a file system that the caller closes
   * @throws IllegalArgumentException when the location or a setting makes no sense; the message is
   *     one sentence and holds no secret
   * @throws IOException when the location cannot be opened; the message is one sentence
   */
  public static VfsFileSystem open(String location, Map<String, String> settings)
      throws IOException {
    Location parsed = Location.of(location);
    VfsSettings read = VfsSettings.of(parsed.scheme(), settings);
    VfsSession access = VfsOpener.open(parsed, read);
    return new VfsFileSystem(parsed, access, read.atomic(), read.remote().remark());
  }

  String description() {
    String changes = access.traits().isReadOnly() ? ", read-only" : "";
    String entries = access.archive().map(archive -> ", " + archive.size() + " entries").orElse("");
    String more = remark.isEmpty() ? "" : ", " + remark;
    return this + entries + changes + more;
  }

  FileStore store() {
    return new VfsFileStore(toString(), location.scheme(), isReadOnly());
  }

  @Override
  public Set<Capability> capabilities() {
    return access.traits().capabilities();
  }

  /** The same for a file that is reached by another location with the same login. */
  @Override
  public Object identity(Path path) {
    return access.identity(VfsLocation.of(path).names()).<Object>map(key -> key).orElse(path);
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  /** Ends all connections, and removes temporary files. */
  @Override
  public void close() {
    access.close();
  }

  @Override
  public boolean isOpen() {
    return access.isOpen();
  }

  @Override
  public boolean isReadOnly() {
    return access.traits().isReadOnly();
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(getPath("/"));
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of(store());
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public Path getPath(String first, String... more) {
    SlashPath path = SlashPath.parse(this, first, more);
    NameBytes.requireText(path.toString());
    return path;
  }

  /** The address of the entry for the provider, without {@code vfs:} and the user. */
  @Override
  public Optional<URI> location(Path path) {
    String root = access.archive().isPresent() ? location + "!/" : location.toString();
    URI uri = Located.withoutSecrets(root);
    return Optional.of(Located.below(uri, ((SlashPath) path).namesFromRoot()));
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(Path.of(path.toString()));
  }

  /**
   * VFS knows no owners.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException();
  }

  /**
   * Watching is not supported.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException();
  }

  /** The location, which holds no secret. */
  @Override
  public String toString() {
    return "vfs:" + location;
  }
}
