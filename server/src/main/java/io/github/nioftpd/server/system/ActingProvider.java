package io.github.nioftpd.server.system;

import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.Capabilities;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operations of an {@link ActingFileSystem}. Each is done as the user, as a whole; what only
 * reads from a file that is open already is not, for the kernel checks nothing then. A test looks
 * that no operation of {@link FileSystemProvider} was forgotten.
 */
final class ActingProvider extends FileSystemProvider {

  private final ActingFileSystem fileSystem;
  private final FileSystemProvider world;
  private final Identity identity;

  ActingProvider(ActingFileSystem fileSystem, FileSystem world, Identity identity) {
    this.fileSystem = fileSystem;
    this.world = world.provider();
    this.identity = identity;
  }

  private interface Change {
    void run() throws IOException;
  }

  private void change(Change change) throws IOException {
    identity.call(
        () -> {
          change.run();
          return this;
        });
  }

  private Path below(Path path) {
    return fileSystem.below(path);
  }

  private static boolean writes(Set<? extends OpenOption> options) {
    return options.contains(StandardOpenOption.WRITE)
        || options.contains(StandardOpenOption.APPEND);
  }

  /** Quotas of the disk are checked at every write, so those are the user's, too. */
  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path below = below(path);
    SeekableByteChannel channel =
        identity.call(() -> world.newByteChannel(below, options, attributes));
    if (!writes(options)) {
      return channel;
    }
    ActingChannel acting = new ActingChannel(channel, identity);
    return channel instanceof Abortable abortable
        ? new ActingUpload(acting, abortable, identity)
        : acting;
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (writes(options)) {
      throw new UnsupportedOperationException("use newByteChannel");
    }
    Path below = below(path);
    return identity.call(() -> world.newFileChannel(below, options, attributes));
  }

  @Override
  @SuppressWarnings("StreamResourceLeak") // the stream that is returned closes it
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    Path below = below(directory);
    return new ActingDirectoryStream(
        fileSystem, identity.call(() -> world.newDirectoryStream(below, path -> true)), filter);
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    Path below = below(directory);
    change(() -> world.createDirectory(below, attributes));
  }

  @Override
  public void delete(Path path) throws IOException {
    Path below = below(path);
    change(() -> world.delete(below));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    Path from = below(source);
    Path to = below(target);
    change(() -> world.copy(from, to, options));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    Path from = below(source);
    Path to = below(target);
    change(() -> world.move(from, to, options));
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    if (path.equals(other)) {
      return true;
    }
    if (other.getFileSystem() != fileSystem) {
      return false;
    }
    Path one = below(path);
    Path two = below(other);
    return identity.call(() -> world.isSameFile(one, two));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    Path below = below(path);
    return identity.call(() -> world.isHidden(below));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    Path below = below(path);
    return identity.call(() -> world.getFileStore(below));
  }

  /** The key of the file that the user's path leads to. */
  Object identity(Path path) throws IOException {
    Path below = below(path);
    return identity.call(() -> Capabilities.identity(below));
  }

  /** Only whether the file is there: access(2) would answer for root. */
  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    if (modes.length > 0) {
      throw new UnsupportedOperationException("what may be done with a file is found by doing it");
    }
    Path below = below(path);
    identity.call(() -> world.readAttributes(below, BasicFileAttributes.class));
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    V view = world.getFileAttributeView(below(path), type, options);
    if (view == null) {
      return null;
    }
    Object acting =
        Proxy.newProxyInstance(
            type.getClassLoader() == null
                ? ActingProvider.class.getClassLoader()
                : type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                identity.call(
                    () -> {
                      try {
                        return method.invoke(view, arguments);
                      } catch (InvocationTargetException e) {
                        throw thrown(e.getCause());
                      } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                      }
                    }));
    return type.cast(acting);
  }

  private static IOException thrown(@Nullable Throwable cause) {
    return switch (cause) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> new IOException(cause);
    };
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    Path below = below(path);
    return identity.call(() -> world.readAttributes(below, type, options));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    Path below = below(path);
    return identity.call(() -> world.readAttributes(below, attributes, options));
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    Path below = below(path);
    change(() -> world.setAttribute(below, attribute, value, options));
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    Path below = below(link);
    Path target = identity.call(() -> world.readSymbolicLink(below));
    return fileSystem.getPath(target.toString());
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) {
    throw new UnsupportedOperationException("symbolic links are not made here");
  }

  @Override
  public void createLink(Path link, Path existing) {
    throw new UnsupportedOperationException("links are not made here");
  }

  @Override
  public String getScheme() {
    return world.getScheme();
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException("made with an account");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException("made with an account");
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException("use FileSystem.getPath");
  }
}
