package io.github.nioftpd.example;

import io.github.nioftpd.fs.SlashPath;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * A file for each time zone, in the directory of its continent; it holds what the clocks show
 * there.
 */
final class ZonesFileSystem extends FileSystem {

  private final ZonesProvider provider;
  private volatile boolean open = true;

  ZonesFileSystem(InstantSource clock) {
    this.provider = new ZonesProvider(this, clock);
  }

  void ensureOpen() {
    if (!open) {
      throw new ClosedFileSystemException();
    }
  }

  @Override
  public Path getPath(String first, String... more) {
    return SlashPath.parse(this, first, more);
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(getPath("/"));
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    throw new UnsupportedOperationException();
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException();
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException();
  }
}
