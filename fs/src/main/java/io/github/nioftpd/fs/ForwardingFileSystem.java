package io.github.nioftpd.fs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Optional;
import java.util.Set;

/**
 * A skeleton of a file system that passes everything on to another one, the inner file system.
 *
 * <p>A subclass returns its provider, which extends {@link ForwardingProvider}, and overrides what
 * it does in another way. Paths have the same text in both file systems; one from a directory
 * stream carries its inner path with it.
 *
 * <p>As safe for use by several threads as the inner file system.
 */
public abstract class ForwardingFileSystem extends TreeFileSystem
    implements Located, PartialUploads {

  private final FileSystem inner;

  /**
   * Creates a file system.
   *
   * @param inner the inner file system, with the separator {@code /}; closing this one closes it
   */
  protected ForwardingFileSystem(FileSystem inner) {
    this.inner = inner;
  }

  /**
   * The inner file system.
   *
   * @return the file system to which everything is passed on
   */
  protected final FileSystem inner() {
    return inner;
  }

  /**
   * The inner path of a path.
   *
   * @param path a path of this file system
   * @return a path of the inner file system
   * @throws java.nio.file.ProviderMismatchException when the path is of another file system
   */
  public Path toInner(Path path) {
    SlashPath own = own(path);
    return own.note() instanceof Path note ? note : inner.getPath(own.toString());
  }

  /**
   * The path of an inner path, which carries that with it.
   *
   * @param path a path of the inner file system
   * @return a path of this file system
   */
  public SlashPath toOuter(Path path) {
    return SlashPath.parse(this, path.toString()).withNote(path);
  }

  @Override
  protected void release() throws IOException {
    inner.close();
  }

  @Override
  public boolean isOpen() {
    return inner.isOpen();
  }

  @Override
  public boolean isReadOnly() {
    return inner.isReadOnly();
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return inner.getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return inner.supportedFileAttributeViews();
  }

  @Override
  public Set<Capability> capabilities() {
    return Capabilities.of(inner);
  }

  @Override
  public Set<Capability> at(Path path) {
    return Capabilities.at(toInner(path));
  }

  @Override
  public Set<Capability> in(Path directory) {
    return Capabilities.in(toInner(directory));
  }

  @Override
  public boolean isWritable(Path path) {
    return Capabilities.isWritable(toInner(path));
  }

  @Override
  public Set<String> views(Path path) {
    return Capabilities.views(toInner(path));
  }

  @Override
  public Object identity(Path path) throws IOException {
    return Capabilities.identity(toInner(path));
  }

  @Override
  public Optional<URI> location(Path path) {
    return Located.of(toInner(path));
  }

  @Override
  public Optional<Path> sentBy(Path path, String user) throws IOException {
    return PartialUploads.of(toInner(path), user).map(this::toOuter);
  }

  /**
   * {@inheritDoc}
   *
   * @throws java.nio.file.InvalidPathException when the inner file system has no such path
   */
  @Override
  public SlashPath getPath(String first, String... more) {
    Object unused = inner.getPath(first, more);
    return SlashPath.parse(this, first, more);
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = inner.getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(toInner(path));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return inner.getUserPrincipalLookupService();
  }
}
