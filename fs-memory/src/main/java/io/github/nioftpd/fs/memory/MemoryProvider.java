package io.github.nioftpd.fs.memory;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.nioftpd.fs.ForwardingProvider;
import io.github.nioftpd.fs.InsufficientStorageException;
import io.github.nioftpd.fs.PartFile;
import io.github.nioftpd.fs.Presence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations of a {@link MemoryFileSystem}: those of the inner file system within limits. */
final class MemoryProvider extends ForwardingProvider {

  private static final int NAME_LIMIT = 255;
  private static final int PATH_LIMIT = 4096;

  private final MemoryFileSystem fileSystem;
  private final FileSystem tree;
  private final Entries entries;

  MemoryProvider(MemoryFileSystem fileSystem, FileSystem tree, Entries entries) {
    super(fileSystem, "memory");
    this.fileSystem = fileSystem;
    this.tree = tree;
    this.entries = entries;
  }

  Entries entries() {
    return entries;
  }

  void prepareRoot() {
    try {
      Files.setPosixFilePermissions(
          tree.getPath("/"), PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The failure in the type of what jimfs says only in the message of an {@link IOException}. */
  static IOException translated(IOException e, String path, @Nullable String other) {
    if (e.getClass() != IOException.class) {
      return e;
    }
    FileSystemException better =
        "out of disk space".equals(e.getMessage())
            ? new InsufficientStorageException(path, "memory is full")
            : new FileSystemException(path, other, e.getMessage());
    better.initCause(e);
    return better;
  }

  @Override
  protected <T> T forward(Path path, Action<T> action, LinkOption... options) throws IOException {
    return action.on(inner(path), options);
  }

  private Path inner(Path path) throws FileSystemException {
    int length = 0;
    for (Path part : path) {
      int bytes = part.toString().getBytes(StandardCharsets.UTF_8).length;
      length += bytes + 1;
      if (bytes > NAME_LIMIT || length > PATH_LIMIT) {
        throw new FileSystemException(path.toString(), null, "the name is too long");
      }
    }
    return fileSystem.toInner(path);
  }

  private <T> T create(Path path, Action<T> action) throws IOException {
    return forward(path, (inner, links) -> entries.create(inner, () -> action.on(inner)));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (options.contains(DELETE_ON_CLOSE)) {
      throw new UnsupportedOperationException("DELETE_ON_CLOSE"); // jimfs would ignore it
    }
    boolean appends = options.contains(APPEND);
    boolean writes = appends || options.contains(WRITE);
    boolean creates = writes && (options.contains(CREATE) || options.contains(CREATE_NEW));
    Action<SeekableByteChannel> open =
        (inner, links) -> Files.newByteChannel(inner, options, attributes);
    FileChannel channel = (FileChannel) (creates ? create(path, open) : forward(path, open));
    MemoryChannel.Mode mode =
        appends
            ? MemoryChannel.Mode.APPEND
            : writes ? MemoryChannel.Mode.WRITE : MemoryChannel.Mode.READ;
    return new MemoryChannel(
        channel, path.toString(), mode, getFileStore(path)::getUnallocatedSpace);
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    FileAttribute<?>[] all = withPermissions("rwxr-xr-x", attributes);
    create(directory, (inner, links) -> Files.createDirectory(inner, all));
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    Object unused = inner(target); // its length is limited, too
    Path text = tree.getPath(target.toString());
    FileAttribute<?>[] all = withPermissions("rwxrwxrwx", attributes);
    create(link, (inner, links) -> Files.createSymbolicLink(inner, text, all));
  }

  private static FileAttribute<?>[] withPermissions(
      String permissions, FileAttribute<?>[] attributes) {
    String name = "posix:permissions";
    if (Arrays.stream(attributes).anyMatch(attribute -> attribute.name().equals(name))) {
      return attributes;
    }
    FileAttribute<?> more =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    return Stream.concat(Arrays.stream(attributes), Stream.of(more))
        .toArray(FileAttribute<?>[]::new);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    Path target = inner(existing);
    create(link, (inner, links) -> Files.createLink(inner, target));
  }

  @Override
  public void delete(Path path) throws IOException {
    Path inner = inner(path);
    entries.change(
        Set.of(inner),
        () -> {
          Files.delete(inner);
          return inner;
        });
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    Path from = inner(source);
    create(target, (to, links) -> copyInside(from, to, List.of(options)));
  }

  /** jimfs would delete the target first, and leave a file without content when memory is full. */
  private Path copyInside(Path from, Path to, List<CopyOption> options) throws IOException {
    Path part = to.resolveSibling(PartFile.name());
    List<CopyOption> kept = new ArrayList<>(options);
    boolean replaces = kept.remove(StandardCopyOption.REPLACE_EXISTING);
    Optional<BasicFileAttributes> there = Presence.of(to, LinkOption.NOFOLLOW_LINKS);
    if (there.isPresent() && Files.getAttribute(from, "fileKey").equals(there.get().fileKey())) {
      return to;
    }
    if (there.isPresent() && !replaces) {
      throw new FileAlreadyExistsException(to.toString());
    }
    try {
      Files.copy(from, part, kept.toArray(CopyOption[]::new));
      boolean keeps = kept.contains(StandardCopyOption.COPY_ATTRIBUTES);
      if (!keeps && Presence.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      return Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw translated(e, to.toString(), null);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    Path from = inner(source);
    Path to = inner(target);
    try {
      Set<Path> both = new HashSet<>(List.of(real(from), real(to)));
      entries.change(both, () -> Files.move(from, to, options));
    } catch (IOException e) {
      throw translated(e, source.toString(), target.toString());
    }
  }

  /** The name of an entry that stays true when a link on the way to it is moved. */
  private static Path real(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null) {
      return path;
    }
    try {
      return parent.toRealPath().resolve(path.getFileName());
    } catch (IOException e) {
      return path; // there is no such directory, and the move fails
    }
  }
}
