package io.github.nioftpd.server.system;

import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.fs.ForwardingProvider;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/**
 * The operations of an {@link ActingFileSystem}. Each is done as the user, as a whole, except
 * reading from a file or directory that is open already: the kernel checks nothing then.
 */
final class ActingProvider extends ForwardingProvider {

  private final ActingFileSystem fileSystem;
  private final Identity identity;

  ActingProvider(ActingFileSystem fileSystem, String scheme, Identity identity) {
    super(fileSystem, scheme);
    this.fileSystem = fileSystem;
    this.identity = identity;
  }

  @Override
  protected <T> T forward(Path path, Action<T> action, LinkOption... options) throws IOException {
    Path inner = fileSystem.toInner(path);
    return identity.call(() -> action.on(inner, options));
  }

  @Override
  protected void forward(Path source, Path target, Transfer transfer, LinkOption... options)
      throws IOException {
    Path from = fileSystem.toInner(source);
    Path to = fileSystem.toInner(target);
    identity.run(() -> transfer.between(from, to));
  }

  private static boolean writes(Set<? extends OpenOption> options) {
    return options.contains(StandardOpenOption.WRITE)
        || options.contains(StandardOpenOption.APPEND);
  }

  /** Opens a file. Disk quotas are checked at every write, so those are done as the user, too. */
  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    SeekableByteChannel channel = super.newByteChannel(path, options, attributes);
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
    return forward(
        path,
        (inner, links) ->
            inner.getFileSystem().provider().newFileChannel(inner, options, attributes));
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    if (path.equals(other)) {
      return true;
    }
    if (!other.getFileSystem().equals(fileSystem)) {
      return false;
    }
    Path two = fileSystem.toInner(other);
    return forward(path, (one, links) -> Files.isSameFile(one, two));
  }

  /** The key of the file to which the user's path leads. */
  Object identity(Path path) throws IOException {
    return forward(path, (inner, links) -> Capabilities.identity(inner));
  }

  /** Checks only that the file exists: access(2) would answer for root. */
  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    if (modes.length > 0) {
      throw new UnsupportedOperationException("access is checked by the operation itself");
    }
    forward(path, (inner, links) -> Files.readAttributes(inner, BasicFileAttributes.class));
  }
}
