package io.github.nioftpd.server.system;

import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Capable;
import io.github.nioftpd.fs.Located;
import io.github.nioftpd.fs.PartialUploads;
import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file system that touches another one with the ids of a user of the system, so that the kernel
 * decides what he may do there and what he creates is his.
 *
 * <p>Safe for use by several threads. Closing it does nothing: whoever opened the other one closes
 * that.
 */
final class ActingFileSystem extends FileSystem implements Capable, Located, PartialUploads {

  private final FileSystem world;
  private final ActingProvider provider;

  ActingFileSystem(FileSystem world, Identity identity) {
    this.world = world;
    this.provider = new ActingProvider(this, world, identity);
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public void close() {}

  @Override
  public boolean isOpen() {
    return world.isOpen();
  }

  @Override
  public boolean isReadOnly() {
    return world.isReadOnly();
  }

  @Override
  public String getSeparator() {
    return world.getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(SlashPath.parse(this, "/"));
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return world.getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return world.supportedFileAttributeViews();
  }

  @Override
  public Set<Capability> capabilities() {
    return Capabilities.of(world);
  }

  @Override
  public Set<Capability> at(Path path) {
    return Capabilities.at(below(path));
  }

  @Override
  public Set<Capability> in(Path directory) {
    return Capabilities.in(below(directory));
  }

  @Override
  public boolean isWritable(Path path) {
    return Capabilities.isWritable(below(path));
  }

  @Override
  public Set<String> views(Path path) {
    return Capabilities.views(below(path));
  }

  @Override
  public Optional<URI> location(Path path) {
    return Located.of(below(path));
  }

  @Override
  public Object identity(Path path) throws IOException {
    return provider.identity(path);
  }

  @Override
  public Optional<Path> sentBy(Path path, String user) throws IOException {
    return PartialUploads.of(below(path), user).map(this::above);
  }

  /** What is no path there is none here: it throws the same. */
  @Override
  public Path getPath(String first, String... more) {
    return SlashPath.parse(this, world.getPath(first, more).toString());
  }

  /** The path of the file system below, which a path from a listing carries with it. */
  Path below(Path path) {
    if (!(path instanceof SlashPath own) || own.getFileSystem() != this) {
      throw new ProviderMismatchException();
    }
    return own.note() instanceof Path note ? note : world.getPath(own.toString());
  }

  /** The path of this file system for one of the other, which it carries with it. */
  Path above(Path path) {
    return SlashPath.parse(this, path.toString()).withNote(path);
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = world.getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(below(path));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return world.getUserPrincipalLookupService();
  }

  @Override
  public WatchService newWatchService() throws IOException {
    throw new UnsupportedOperationException("changes cannot be watched");
  }
}
