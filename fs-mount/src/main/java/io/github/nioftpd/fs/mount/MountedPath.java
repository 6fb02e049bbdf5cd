package io.github.nioftpd.fs.mount;

import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Located;
import io.github.nioftpd.fs.PartialUploads;
import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A path of the tree with its mount and its inner path. Used by one thread. */
final class MountedPath {

  private final SlashPath path;
  private final @Nullable MountPoint mount;
  private final List<String> below;
  private final @Nullable MountNode node;
  private @Nullable Path inner;

  /** A path that was looked up: its mount, if there is one, the names below it, and its node. */
  MountedPath(
      SlashPath path, @Nullable MountPoint mount, List<String> below, @Nullable MountNode node) {
    this.path = path;
    this.mount = mount;
    this.below = below;
    this.node = node;
  }

  /** A path that is known to be no node. */
  MountedPath(SlashPath path, MountPoint mount, Path inner) {
    this(path, mount, List.of(), null);
    this.inner = inner;
  }

  /** An operation on an inner path. */
  interface Action<T> {
    T on(Path inner) throws IOException;
  }

  SlashPath path() {
    return path;
  }

  @Nullable MountPoint mount() {
    return mount;
  }

  /** The node, if this is a fixed directory. */
  @Nullable MountNode node() {
    return node;
  }

  /** Whether this is where something is mounted, and not below it. */
  boolean isMountPoint() {
    return node != null && node.mount() != null;
  }

  /** The inner path. */
  Path inner() throws IOException {
    Path known = inner;
    if (known == null) {
      if (mount == null) {
        throw new NoSuchFileException(path.toString());
      }
      known = mount.inner(below, path);
      inner = known;
    }
    return known;
  }

  /** The same without opening anything. */
  @Nullable Path known() {
    try {
      return inner != null || (mount != null && mount.known() != null) ? inner() : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Does something with the inner path; failures name the path of the tree. */
  <T> T on(Action<T> action) throws IOException {
    Path there = inner();
    try {
      return action.on(there);
    } catch (FileSystemException e) {
      throw InnerFailures.of(e, this);
    }
  }

  /** Fails in a read-only mount and for a fixed directory. */
  void requireChangeable() throws IOException {
    if (node != null) {
      throw new AccessDeniedException(path.toString(), null, "a mount point stays where it is");
    }
    requireWritable();
  }

  void requireWritable() {
    if (mount == null || mount.isReadOnly()) {
      throw new ReadOnlyFileSystemException();
    }
  }

  /** Whether something can be changed here or below, as far as is known without opening it. */
  boolean isWritable() {
    return (mount != null && !mount.isReadOnly()) || (node != null && node.isWritable());
  }

  /** The capabilities of the inner file system for it. */
  Set<Capability> capabilities() throws IOException {
    return mount == null ? Set.of() : mount.at(inner());
  }

  /** The capabilities for the entry. */
  Set<Capability> at() {
    return node != null || mount == null ? Set.of() : mount.at(known());
  }

  /** The capabilities for its entries. */
  Set<Capability> in() {
    return mount == null ? Set.of() : mount.in(known());
  }

  /** The attribute views: mount points and their parents have {@code basic} alone. */
  Set<String> views() {
    Path below = node == null ? known() : null;
    return below == null ? Set.of("basic") : Capabilities.views(below);
  }

  /** The key of the inner file: a directory can be mounted twice. */
  Object identity() throws IOException {
    return node == null ? Capabilities.identity(inner()) : path;
  }

  /** The location that the mount reports; it is opened for that. */
  Optional<URI> location() {
    try {
      return Located.of(inner());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The path of the tree for the partial upload of a user. */
  Optional<Path> sentBy(String user) throws IOException {
    MountPoint at = mount;
    return node != null || at == null || at.isReadOnly()
        ? Optional.empty()
        : PartialUploads.of(inner(), user).map(there -> path.withNote(new InnerPath(at, there)));
  }

  /** The entry of a name in this directory. */
  MountedPath child(String name) throws IOException {
    return next(path.resolve(parsed(name)), inner().resolve(name));
  }

  /** The entry of another name in the same directory. */
  MountedPath sibling(String name) throws IOException {
    Path directory = path.toAbsolutePath().normalize().getParent();
    SlashPath other = directory instanceof SlashPath parent ? parent.resolve(parsed(name)) : path;
    return next(other, inner().resolveSibling(name));
  }

  private MountedPath next(SlashPath other, Path there) throws IOException {
    if (mount == null) {
      throw new NoSuchFileException(path.toString());
    }
    return new MountedPath(other, mount, there);
  }

  private SlashPath parsed(String name) {
    return SlashPath.parse(path.getFileSystem(), name);
  }
}
