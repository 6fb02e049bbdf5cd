package io.github.nioftpd.fs.mount;

import static java.util.stream.Collectors.joining;

import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Located;
import io.github.nioftpd.fs.PartialUploads;
import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.TreeFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Several file systems as one tree. A mount hides the entry that another mount has at its path, and
 * is listed even if the other has no such directory. Mounts can be nested. Outside of all mounts
 * there are only the parents of mount points, which cannot be changed.
 *
 * <p>A mount point and its parents cannot be removed, renamed or replaced. A mount point has the
 * attributes of the mounted directory, or those of an empty directory while the mount is
 * unreachable. Each mount has its own space, capabilities and attributes. A move or copy between
 * mounts appears at the target complete or not at all. The source of a move is then removed, unless
 * it has changed in the meantime.
 *
 * <p>Safe for use by several threads, as far as the file systems that are mounted are.
 */
public final class MountedFileSystem extends TreeFileSystem implements Located, PartialUploads {

  private static final Set<String> BASIC = Set.of("basic");

  private final MountNode root;
  private final List<MountPoint> mounts;
  final MountedProvider provider;

  private MountedFileSystem(Builder builder) {
    this.root = new MountNode();
    this.mounts = new ArrayList<>();
    builder.mounts.forEach(this::mount);
    this.provider = new MountedProvider(this, root, builder.clock.instant(), builder.largestMove);
  }

  private void mount(String path, Mount mount) {
    SlashPath at = SlashPath.parse(this, path);
    try {
      MountPoint point = new MountPoint(mounts.size(), at, mount);
      mounts.add(point);
      root.grow(at.namesFromRoot()).mount(point);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a directory that is there already does not fail
    }
  }

  /**
   * Creates a builder.
   *
   * @return a builder without a mount
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects mounts. Not safe for use by several threads. */
  public static final class Builder {

    private static final int LARGEST_MOVE = 10_000;

    private final Map<String, Mount> mounts = new LinkedHashMap<>();
    private InstantSource clock = InstantSource.system();
    private int largestMove = LARGEST_MOVE;

    private Builder() {}

    /**
     * Mounts a directory that may be written to and whose file system stays open.
     *
     * @param path where, see {@link #mount(String, Mount)}
     * @param directory a directory of any file system
     * @return this builder
     * @throws IllegalArgumentException when the path is not absolute, leads over {@code ..}, or has
     *     a mount already
     */
    public Builder mount(String path, Path directory) {
      return mount(path, Mount.of(directory));
    }

    /**
     * Mounts something.
     *
     * @param path where: an absolute path with slashes, without {@code .} and {@code ..}; the root
     *     is {@code /}
     * @param mount what, and how
     * @return this builder
     * @throws IllegalArgumentException when the path is not absolute, leads over {@code ..}, or has
     *     a mount already
     */
    public Builder mount(String path, Mount mount) {
      String at = MountPath.checked(path);
      if (mounts.putIfAbsent(at, mount) != null) {
        throw new IllegalArgumentException("two mounts at " + at);
      }
      return this;
    }

    /**
     * Sets the largest directory that is moved from one mount to another.
     *
     * @param entries the most files and directories in it, at least 1; 10,000 when it is not set
     * @return this builder
     * @throws IllegalArgumentException when it is less than 1
     */
    public Builder largestMove(int entries) {
      if (entries < 1) {
        throw new IllegalArgumentException("at least 1 entry, not " + entries);
      }
      largestMove = entries;
      return this;
    }

    /**
     * Sets the clock for the time of directories that exist in the tree alone.
     *
     * @param source the clock
     * @return this builder
     */
    public Builder clock(InstantSource source) {
      clock = source;
      return this;
    }

    /**
     * Builds the tree. Nothing is opened.
     *
     * @return a file system that the caller closes
     * @throws IllegalArgumentException when nothing was mounted
     */
    public MountedFileSystem build() {
      if (mounts.isEmpty()) {
        throw new IllegalArgumentException("nothing is mounted");
      }
      return new MountedFileSystem(this);
    }
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  /** Closes the file systems that the tree owns, also when one of them cannot be closed. */
  @Override
  protected void release() throws IOException {
    MountPoint.close(mounts);
  }

  /** The stores of those mounts that were opened before. */
  @Override
  public Iterable<FileStore> getFileStores() {
    List<FileStore> stores = new ArrayList<>();
    for (MountPoint mount : mounts) {
      Path known = mount.known();
      if (known != null) {
        known.getFileSystem().getFileStores().forEach(stores::add);
      }
    }
    return stores;
  }

  /** The views that some mount has, as far as is known, see {@link #views(Path)}. */
  @Override
  public Set<String> supportedFileAttributeViews() {
    Set<String> views = new HashSet<>(BASIC);
    mounts.forEach(mount -> views.addAll(mount.views()));
    return Set.copyOf(views);
  }

  @Override
  public Set<Capability> capabilities() {
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    mounts.forEach(mount -> all.addAll(mount.capabilities()));
    return Collections.unmodifiableSet(all);
  }

  @Override
  public Set<Capability> at(Path path) {
    return provider.find(path).at();
  }

  @Override
  public Set<Capability> in(Path directory) {
    return provider.find(directory).in();
  }

  @Override
  public boolean isWritable(Path path) {
    return provider.find(path).isWritable();
  }

  @Override
  public Set<String> views(Path path) {
    return provider.find(path).views();
  }

  @Override
  public Optional<URI> location(Path path) {
    return provider.find(path).location();
  }

  @Override
  public Object identity(Path path) throws IOException {
    return provider.find(path).identity();
  }

  @Override
  public Optional<Path> sentBy(Path path, String user) throws IOException {
    return provider.find(path).sentBy(user);
  }

  /**
   * The users of the first mount that has any.
   *
   * @throws UnsupportedOperationException when no open mount has any
   */
  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    for (MountPoint mount : mounts) {
      Path known = mount.known();
      if (known != null && mount.views().contains("owner")) {
        return known.getFileSystem().getUserPrincipalLookupService();
      }
    }
    throw new UnsupportedOperationException("no mount has users");
  }

  @Override
  public String description() {
    return this + (isReadOnly() ? ", read-only" : "");
  }

  /** The mounts, with the location of those that are open. */
  @Override
  public String toString() {
    return mounts.stream().map(MountPoint::toString).collect(joining(", "));
  }
}
