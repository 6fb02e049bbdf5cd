package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Located;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.TreeFileSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A file system whose root is a directory of the local disk, to which it is confined.
 *
 * <p>Its only root is {@code /} and its separator {@code /}. {@code ..} is resolved by name, before
 * the disk is asked, and stops at the root; symbolic links are followed as {@link Symlinks} says.
 * Exceptions name the path the caller gave and not the one on the disk.
 *
 * <p>Channels are the JDK's own {@code FileChannel}s, except those of an upload that is published
 * at its end. Safe for use by several threads. Closing the file system leaves open channels and
 * directory streams usable; every other operation then throws {@link ClosedFileSystemException}.
 */
public final class LocalFileSystem extends TreeFileSystem implements Located {

  private final Path location;
  private final Path real;
  private final URI uri;
  private final Set<String> views;
  private final Symlinks policy;
  private final boolean atomicUploads;
  private final Sync sync;
  private final Confinement confinement;
  private final LocalProvider provider = new LocalProvider(this);

  LocalFileSystem(
      Path root, Symlinks policy, boolean atomicUploads, Sync sync, Confinement confinement)
      throws IOException {
    this.location = root.toAbsolutePath().normalize();
    this.real = root.toRealPath();
    this.uri = real.toUri();
    this.views = viewsOf(root);
    this.policy = policy;
    this.atomicUploads = atomicUploads;
    this.sync = sync;
    this.confinement = confinement;
  }

  /**
   * Opens a directory as a file system, confined as strongly as this host allows.
   *
   * @param root a directory that exists and can be read
   * @param policy which symbolic links are followed
   * @param atomicUploads whether a file that is written from its beginning appears under its name
   *     only when its channel is closed; until then it is a hidden file beside it
   * @return a file system that the caller closes
   * @throws IOException when the root does not exist, is no directory, or cannot be read; the
   *     message is one sentence
   */
  public static LocalFileSystem open(Path root, Symlinks policy, boolean atomicUploads)
      throws IOException {
    return open(root, policy, atomicUploads, Sync.NONE);
  }

  /**
   * The same where it is chosen when changes are flushed to the disk.
   *
   * @param root a directory that exists and can be read
   * @param policy which symbolic links are followed
   * @param atomicUploads as above
   * @param sync when changes are flushed
   * @return a file system that the caller closes
   * @throws IOException when the root does not exist, is no directory, or cannot be read; the
   *     message is one sentence
   */
  public static LocalFileSystem open(Path root, Symlinks policy, boolean atomicUploads, Sync sync)
      throws IOException {
    Path real = realDirectory(root);
    Confinement confinement = ConfinementKind.strongest(real, policy);
    return new LocalFileSystem(root, policy, atomicUploads, sync, confinement);
  }

  static Path realDirectory(Path root) throws IOException {
    try {
      Path real = root.toRealPath();
      if (!Presence.isDirectory(real)) {
        throw new IOException(root + " is not a directory.");
      }
      if (!Files.isReadable(real) || !Files.isExecutable(real)) {
        throw new IOException("The directory " + root + " cannot be read by this user.");
      }
      return real;
    } catch (NoSuchFileException e) {
      throw new IOException("The directory " + root + " does not exist.", e);
    } catch (java.nio.file.AccessDeniedException e) {
      throw new IOException("The directory " + root + " cannot be read by this user.", e);
    }
  }

  @Override
  public String description() {
    return "local disk "
        + location
        + ", "
        + confinement.phrase()
        + ", "
        + policy.phrase()
        + (atomicUploads ? ", uploads appear when complete" : "")
        + (sync == Sync.ON_CLOSE ? ", changes are flushed to the disk" : "");
  }

  Confinement confinement() {
    ensureOpen();
    return confinement;
  }

  /** The names of the views that a path of the host has, and that this file system has, too. */
  static Set<String> viewsOf(Path host) {
    Set<String> views = new HashSet<>(Set.of("basic", "owner", "posix", "unix"));
    views.retainAll(host.getFileSystem().supportedFileAttributeViews());
    return Set.copyOf(views);
  }

  /** The paths of the host that lead to the root: as it was given, and without links. */
  List<Path> locations() {
    return List.of(location, real);
  }

  Sync sync() {
    return sync;
  }

  /** The entry on the disk by its names; symbolic links on the way to it are not resolved. */
  @Override
  public Optional<URI> location(Path path) {
    return Optional.of(Located.below(uri, own(path).namesFromRoot()));
  }

  boolean hasAtomicUploads() {
    return atomicUploads;
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  protected void release() throws IOException {
    confinement.close();
  }

  @Override
  protected FileStore store() {
    return new LocalFileStore(this, getPath("/"));
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return views;
  }

  @Override
  public Set<Capability> capabilities() {
    return views.contains("posix") ? Capability.ALL : Capability.WITHOUT_MODES;
  }

  /** The file key, which is the same for all names and roots of a file. */
  @Override
  public Object identity(Path path) throws IOException {
    return provider.identity(own(path));
  }

  @Override
  public SlashPath getPath(String first, String... more) {
    SlashPath path = SlashPath.parse(this, first, more);
    HostNames.require(path.toString());
    return path;
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    // The default file system's patterns are those of java.nio.file; only the path is another.
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher(syntaxAndPattern);
    Path start = Path.of("");
    Predicate<Path> matches = path -> matcher.matches(HostNames.below(start, path.toString()));
    return matches::test;
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return real.getFileSystem().getUserPrincipalLookupService();
  }
}
