package io.github.nioftpd.fs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;

/** The part that all providers of a {@link TreeFileSystem} share. */
abstract sealed class SlashProvider extends FileSystemProvider
    permits TreeProvider, ForwardingProvider {

  private final TreeFileSystem fileSystem;
  private final String scheme;

  SlashProvider(TreeFileSystem fileSystem, String scheme) {
    this.fileSystem = fileSystem;
    this.scheme = scheme;
  }

  /**
   * The file system.
   *
   * @return the file system of this provider, of which there is one
   */
  protected TreeFileSystem fileSystem() {
    return fileSystem;
  }

  /**
   * Checks that a path belongs to this file system.
   *
   * @param path any path
   * @return the same path
   * @throws ProviderMismatchException when it belongs to another one
   */
  protected final SlashPath own(Path path) {
    return fileSystem.own(path);
  }

  /**
   * Returns whether the name of a path begins with a dot.
   *
   * @throws IOException never, unless a subclass asks its store
   */
  @Override
  public boolean isHidden(Path path) throws IOException {
    Path name = own(path).getFileName();
    return name != null && name.toString().startsWith(".");
  }

  /**
   * The refusal of an operation that the file system cannot do.
   *
   * @param capability what it would take
   * @return an exception to throw
   */
  protected final RuntimeException refused(Capability capability) {
    return fileSystem().refused(capability);
  }

  /** Checks that a path belongs to this file system, which is open. */
  final SlashPath opened(Path path) {
    fileSystem.ensureOpen();
    return own(path);
  }

  /** Returns whether both paths exist and have the same names. */
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
    return own(path).namesFromRoot().equals(own(other).namesFromRoot());
  }

  @Override
  public final String getScheme() {
    return scheme;
  }

  /**
   * File systems of this kind are not opened by a URI.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public final FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException("a file system is not opened by a URI");
  }

  @Override
  public final FileSystem getFileSystem(URI uri) {
    return fileSystem;
  }

  @Override
  public final Path getPath(URI uri) {
    return fileSystem.getPath(uri.getPath());
  }
}
