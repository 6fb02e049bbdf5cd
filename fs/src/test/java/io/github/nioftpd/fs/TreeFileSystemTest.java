package io.github.nioftpd.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The skeleton implements what all stores have in common. */
class TreeFileSystemTest {

  private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

  /** A store with one file, which records its calls. */
  private static final class Store extends TreeFileSystem {
    private final Set<Capability> able;
    private final List<String> asked = new ArrayList<>();
    private final Provider provider = new Provider(this);
    private int released;

    Store(Set<Capability> able) {
      this.able = able;
    }

    @Override
    public FileSystemProvider provider() {
      return provider;
    }

    @Override
    public Set<Capability> capabilities() {
      return able;
    }

    @Override
    protected void release() {
      released++;
    }
  }

  private static final class Provider extends TreeProvider {
    private final Store store;

    Provider(Store store) {
      super(store, "test");
      this.store = store;
    }

    @Override
    protected BasicFileAttributes attributes(SlashPath path, List<String> names)
        throws IOException {
      store.asked.add("attributes " + path + " " + names);
      return switch (String.join("/", path.namesFromRoot())) {
        case "" -> StoreAttributes.directory(NOON);
        case "a" -> StoreAttributes.file(3, NOON);
        default -> throw new NoSuchFileException(path.toString());
      };
    }

    @Override
    protected EntryStream.Source<EntryStream.Entry> list(SlashPath directory) throws IOException {
      if (!directory.namesFromRoot().isEmpty()) {
        throw new NotDirectoryException(directory.toString());
      }
      return EntryStream.Source.of(
          List.of(
              EntryStream.Entry.of("a", StoreAttributes.file(3, NOON)), EntryStream.Entry.of("b")));
    }

    @Override
    protected SeekableByteChannel read(SlashPath path) {
      return new BytesChannel("abc".getBytes(UTF_8));
    }

    @Override
    protected void remove(SlashPath path) {
      store.asked.add("remove " + path);
    }

    @Override
    protected void rename(SlashPath source, SlashPath target, boolean replace) {
      store.asked.add("rename " + source + " " + target + " " + replace);
    }

    @Override
    protected void touch(SlashPath path, Instant time) {
      store.asked.add("touch " + path + " " + time);
    }
  }

  private final Store readOnly = new Store(Set.of());
  private final Store writable = new Store(Set.of(Capability.DELETE, Capability.RENAME));

  /** A change that a store may support. */
  private enum Change {
    WRITE,
    MAKE_DIRECTORY,
    COPY,
    DELETE,
    MOVE,
    TIME;

    void on(Path path) throws IOException {
      Path other = path.resolveSibling("other");
      switch (this) {
        case WRITE -> Files.write(path, new byte[1]);
        case MAKE_DIRECTORY -> Files.createDirectory(path);
        case COPY -> Files.copy(path, other);
        case DELETE -> Files.delete(path);
        case MOVE -> Files.move(path, other, StandardCopyOption.REPLACE_EXISTING);
        case TIME -> Files.setLastModifiedTime(path, FileTime.from(NOON));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStoreWithoutCapabilitiesIsReadOnly(Change change) {
    assertThat(readOnly.isReadOnly()).isTrue();
    assertThatExceptionOfType(ReadOnlyFileSystemException.class)
        .isThrownBy(() -> change.on(readOnly.getPath("/a")));
    assertThat(readOnly.asked).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"WRITE", "MAKE_DIRECTORY", "COPY", "TIME"})
  void aChangeThatAStoreCannotMakeIsRefused(Change change) {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> change.on(writable.getPath("/a")))
        .isNotInstanceOf(ReadOnlyFileSystemException.class);
    assertThat(writable.asked).allMatch(question -> question.startsWith("attributes"));
  }

  @Test
  void aChangeThatAStoreCanMakeReachesIt() throws IOException {
    Change.DELETE.on(writable.getPath("/a"));
    Change.MOVE.on(writable.getPath("a"));
    assertThat(writable.asked).containsExactly("remove /a", "rename a other true");
  }

  @Test
  void noRenameIsAtomic() {
    Path path = writable.getPath("/a");
    assertThatExceptionOfType(AtomicMoveNotSupportedException.class)
        .isThrownBy(() -> Files.move(path, path.resolve("b"), StandardCopyOption.ATOMIC_MOVE));
  }

  @Test
  void attributesOfAListingAreUsedWhileItIsOpen() throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(readOnly.getPath("/"))) {
      entries.forEach(paths::add);
      assertThat(Files.size(paths.getFirst())).isEqualTo(3);
      assertThat(readOnly.asked).isEmpty();
      assertThatExceptionOfType(NoSuchFileException.class)
          .isThrownBy(() -> Files.size(paths.getLast()));
    }
    readOnly.asked.clear();
    assertThat(Files.getLastModifiedTime(paths.getFirst()).toInstant()).isEqualTo(NOON);
    assertThat(readOnly.asked).hasSize(1);
  }

  @Test
  void aListingIsIteratedOnceAndEndsWhenItIsClosed() throws IOException {
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(readOnly.getPath("/"), path -> path.endsWith("b"))) {
      Iterator<Path> iterator = entries.iterator();
      assertThat(iterator.next()).hasToString("/b");
      assertThat(iterator.hasNext()).isFalse();
      assertThatThrownBy(entries::iterator).isInstanceOf(IllegalStateException.class);
    }
    DirectoryStream<Path> closed = Files.newDirectoryStream(readOnly.getPath("/"));
    Iterator<Path> iterator = closed.iterator();
    closed.close();
    assertThat(iterator.hasNext()).isFalse();
  }

  @Test
  void onlyTheNamesOfNeededAttributesReachAStore() throws IOException {
    Path path = readOnly.getPath("/a");
    assertThat(Files.readAttributes(path, "size,isDirectory"))
        .containsOnlyKeys("size", "isDirectory");
    readOnly.provider().checkAccess(path);
    assertThat(readOnly.asked)
        .containsExactly("attributes /a [size, isDirectory]", "attributes /a []");
    assertThatExceptionOfType(AccessDeniedException.class)
        .isThrownBy(() -> readOnly.provider().checkAccess(path, AccessMode.WRITE));
  }

  @Test
  void twoTextsOfOnePathAreTheSameFile() throws IOException {
    assertThat(Files.isSameFile(readOnly.getPath("/a"), readOnly.getPath("b/../a"))).isTrue();
    assertThat(Files.isSameFile(readOnly.getPath("/a"), readOnly.getPath("/"))).isFalse();
    assertThat(Files.isSameFile(readOnly.getPath("/a"), writable.getPath("/a"))).isFalse();
  }

  @Test
  void aClosedFileSystemDoesNothingAndIsReleasedOnce() throws IOException {
    Path path = readOnly.getPath("/a");
    readOnly.close();
    readOnly.close();
    assertThat(readOnly.released).isEqualTo(1);
    assertThatExceptionOfType(ClosedFileSystemException.class)
        .isThrownBy(() -> Files.newInputStream(path));
    assertThatExceptionOfType(ClosedFileSystemException.class).isThrownBy(() -> Files.size(path));
  }

  @Test
  void anArrayIsReadFromAnyPosition() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(readOnly.getPath("/a"))) {
      ByteBuffer buffer = ByteBuffer.allocate(8);
      assertThat(channel.position(1).read(buffer)).isEqualTo(2);
      assertThat(channel.read(buffer)).isEqualTo(-1);
      assertThat(buffer.flip()).isEqualTo(ByteBuffer.wrap("bc".getBytes(UTF_8)));
    }
  }

  @Test
  void sourcesEndForGood() throws IOException {
    EntryStream.Source<String> source = EntryStream.Source.of(List.of("x"));
    assertThat(source.next()).isEqualTo(Optional.of("x"));
    assertThat(source.next()).isEmpty();
    assertThat(source.next()).isEmpty();
    source.close();
  }
}
