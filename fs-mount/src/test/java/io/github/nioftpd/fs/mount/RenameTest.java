package io.github.nioftpd.fs.mount;

import static io.github.nioftpd.fs.mount.MountedFileSystemTest.names;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.TreeTooLargeException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves and copies between mounts. */
final class RenameTest {

  private static final FileTime OLD = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));

  private final FileSystem top = Trees.memory();
  private final FileSystem other = Trees.memory();
  private final MountedFileSystem tree =
      MountedFileSystem.builder()
          .mount("/", Mount.of(top.getPath("/")).owned())
          .mount("/m", Mount.of(other.getPath("/")).owned())
          .largestMove(10)
          .build();

  @AfterEach
  void close() throws IOException {
    tree.close();
  }

  private Path path(String text) {
    return tree.getPath(text);
  }

  private Path file(String name, String content) throws IOException {
    Path file = Files.writeString(path(name), content);
    Files.setLastModifiedTime(file, OLD);
    return file;
  }

  @Test
  void aFileMovesWithItsTime() throws IOException {
    byte[] content = new byte[600_001];
    new Random(1).nextBytes(content);
    Path from = Files.write(path("/a"), content);
    Files.setLastModifiedTime(from, OLD);
    Files.move(from, path("/m/b"));
    assertThat(other.getPath("/b")).hasBinaryContent(content);
    assertThat(Files.getLastModifiedTime(path("/m/b"))).isEqualTo(OLD);
    assertThat(names(path("/"))).containsExactly("m");
    assertThat(names(path("/m"))).containsExactly("b");
    Files.move(path("/m/b"), path("/c"));
    assertThat(top.getPath("/c")).hasBinaryContent(content);
    assertThat(names(path("/m"))).isEmpty();
  }

  @Test
  void aMoveReplacesAFileOnlyWithReplaceExisting() throws IOException {
    Path from = file("/a", "new");
    Path to = file("/m/a", "other");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> Files.move(from, to))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/m/a"));
    assertThat(to).hasContent("other");
    Files.move(from, to, REPLACE_EXISTING);
    assertThat(to).hasContent("new");
    assertThat(from).doesNotExist();
    assertThat(names(path("/m"))).containsExactly("a");
  }

  @Test
  void aMoveReplacesAnEmptyDirectoryOnly() throws IOException {
    Path from = file("/a", "x");
    Files.createDirectory(path("/m/d"));
    file("/m/d/kept", "kept");
    assertThatThrownBy(() -> Files.move(from, path("/m/d"), REPLACE_EXISTING))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThat(path("/m/d/kept")).hasContent("kept");
    Files.delete(path("/m/d/kept"));
    Files.move(from, path("/m/d"), REPLACE_EXISTING);
    assertThat(path("/m/d")).hasContent("x");
  }

  @Test
  void aCopyLeavesItsSource() throws IOException {
    Path from = file("/a", "x");
    Files.copy(from, path("/m/a"));
    Files.copy(from, path("/m/b"), COPY_ATTRIBUTES);
    assertThat(path("/a")).hasContent("x");
    assertThat(path("/m/a")).hasContent("x");
    assertThat(Files.getLastModifiedTime(path("/m/a"))).isGreaterThan(OLD);
    assertThat(Files.getLastModifiedTime(path("/m/b"))).isEqualTo(OLD);
    assertThatThrownBy(() -> Files.copy(from, path("/m/a")))
        .isInstanceOf(FileAlreadyExistsException.class);
    Files.createDirectory(path("/d"));
    file("/d/inner", "x");
    Files.copy(path("/d"), path("/m/d"));
    assertThat(names(path("/m/d"))).isEmpty();
    assertThatThrownBy(() -> Files.copy(path("/no"), path("/m/no")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void anAtomicMoveIsRefused() throws IOException {
    Path from = file("/a", "x");
    assertThatThrownBy(() -> Files.move(from, path("/m/a"), ATOMIC_MOVE))
        .isInstanceOf(AtomicMoveNotSupportedException.class);
    assertThat(from).hasContent("x");
  }

  private void fill(String directory) throws IOException {
    Files.createDirectories(path(directory + "/sub/empty"));
    file(directory + "/a", "1");
    file(directory + "/sub/b", "22");
    Files.setLastModifiedTime(path(directory + "/sub"), OLD);
    Files.setLastModifiedTime(path(directory), OLD);
  }

  private void assertFilled(String directory) throws IOException {
    assertThat(names(path(directory))).containsExactlyInAnyOrder("a", "sub");
    assertThat(names(path(directory + "/sub"))).containsExactlyInAnyOrder("b", "empty");
    assertThat(path(directory + "/a")).hasContent("1");
    assertThat(path(directory + "/sub/b")).hasContent("22");
    assertThat(path(directory + "/sub/empty")).isEmptyDirectory();
    for (String name : List.of("", "/a", "/sub", "/sub/b")) {
      assertThat(Files.getLastModifiedTime(path(directory + name))).as(name).isEqualTo(OLD);
    }
  }

  @Test
  void aDirectoryMovesWithEverythingInIt() throws IOException {
    fill("/d");
    Files.move(path("/d"), path("/m/e"));
    assertFilled("/m/e");
    assertThat(path("/d")).doesNotExist();
    Files.createDirectory(path("/d"));
    Files.move(path("/m/e"), path("/d"), REPLACE_EXISTING);
    assertFilled("/d");
    assertThat(names(path("/m"))).isEmpty();
  }

  @Test
  void aDirectoryReplacesNothingButAnEmptyOne() throws IOException {
    fill("/d");
    file("/m/f", "kept");
    Files.createDirectory(path("/m/e"));
    file("/m/e/kept", "kept");
    assertThatThrownBy(() -> Files.move(path("/d"), path("/m/f"), REPLACE_EXISTING))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> Files.move(path("/d"), path("/m/e"), REPLACE_EXISTING))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThatThrownBy(() -> Files.move(path("/d"), path("/m/e")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertFilled("/d");
    assertThat(path("/m/f")).hasContent("kept");
    assertThat(path("/m/e/kept")).hasContent("kept");
  }

  @Test
  void aDirectoryWithTooManyEntriesIsNotMoved() throws IOException {
    Files.createDirectory(path("/d"));
    for (int i = 0; i < 9; i++) {
      file("/d/" + i, "x");
    }
    Files.move(path("/d"), path("/m/d"));
    assertThat(names(path("/m/d"))).hasSize(9);
    file("/m/d/9", "x");
    assertThatExceptionOfType(TreeTooLargeException.class)
        .isThrownBy(() -> Files.move(path("/m/d"), path("/d")))
        .satisfies(e -> assertThat(e.limit()).isEqualTo(10))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/m/d"));
    assertThat(names(path("/m/d"))).hasSize(10);
    assertThat(path("/d")).doesNotExist();
  }

  @Test
  void aLinkInADirectoryRefusesTheMoveAtTheStart() throws IOException {
    fill("/d");
    Files.createSymbolicLink(path("/d/sub/link"), path("b"));
    assertThatThrownBy(() -> Files.move(path("/d"), path("/m/d")))
        .isInstanceOf(FileSystemException.class);
    assertThat(names(path("/m"))).isEmpty();
    assertThat(names(path("/d/sub"))).contains("b", "empty", "link");
    assertThatThrownBy(() -> Files.move(path("/d/sub/link"), path("/m/link")))
        .isInstanceOf(FileSystemException.class);
  }

  @Test
  void anExistingLinkIsReplacedAndNotItsTarget() throws IOException {
    file("/m/kept", "kept");
    Files.createSymbolicLink(path("/m/link"), path("kept"));
    Files.move(file("/a", "new"), path("/m/link"), REPLACE_EXISTING);
    assertThat(path("/m/link")).isRegularFile().hasContent("new");
    assertThat(path("/m/kept")).hasContent("kept");
  }

  @Test
  void twoMountsOfOneFileSystemAreRenamedWithin() throws IOException {
    Files.createDirectory(top.getPath("/one"));
    Files.createDirectory(top.getPath("/two"));
    try (MountedFileSystem both =
        MountedFileSystem.builder()
            .mount("/one", top.getPath("/one"))
            .mount("/two", top.getPath("/two"))
            .build()) {
      Files.writeString(both.getPath("/one/f"), "x");
      Object before = Files.getAttribute(top.getPath("/one/f"), "unix:ino");
      Files.move(both.getPath("/one/f"), both.getPath("/two/f"), ATOMIC_MOVE);
      assertThat(Files.getAttribute(top.getPath("/two/f"), "unix:ino")).isEqualTo(before);
      assertThatExceptionOfType(NoSuchFileException.class)
          .isThrownBy(() -> Files.move(both.getPath("/two/f"), both.getPath("/one/no/f")))
          .satisfies(e -> assertThat(e.getFile()).startsWith("/"));
    }
  }

  @Test
  void aFileThatIsMountedTwiceIsNotMovedOntoItself() throws IOException {
    assertNotMovedOntoItself(top);
  }

  @Test
  void aFileWithoutKeysMountedTwiceIsNotMovedOntoItself(@TempDir Path directory)
      throws IOException {
    try (FileSystem zip =
        FileSystems.newFileSystem(directory.resolve("a.zip"), Map.of("create", "true"))) {
      assertNotMovedOntoItself(zip);
    }
  }

  private static void assertNotMovedOntoItself(FileSystem place) throws IOException {
    try (MountedFileSystem one =
            MountedFileSystem.builder().mount("/", place.getPath("/")).build();
        MountedFileSystem two = MountedFileSystem.builder().mount("/", place.getPath("/")).build();
        MountedFileSystem twice =
            MountedFileSystem.builder()
                .mount("/one", one.getPath("/"))
                .mount("/two", two.getPath("/"))
                .build()) {
      Path file = Files.writeString(place.getPath("/f"), "the only one");
      Path other = Files.writeString(place.getPath("/g"), "another text");
      Files.move(twice.getPath("/one/f"), twice.getPath("/two/f"), REPLACE_EXISTING);
      assertThat(Files.readString(file)).isEqualTo("the only one");
      Files.copy(twice.getPath("/one/f"), twice.getPath("/two/f"), REPLACE_EXISTING);
      assertThat(Files.readString(file)).isEqualTo("the only one");
      Files.move(twice.getPath("/one/f"), twice.getPath("/two/g"), REPLACE_EXISTING);
      assertThat(Files.readString(other)).isEqualTo("the only one");
      assertThat(names(twice.getPath("/one"))).containsExactly("g");
    }
  }

  @Test
  void concurrentMovesBackAndForthLoseNothing() throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        String name = "f" + i;
        file("/" + name, name.repeat(10_000));
        all.add(threads.submit(() -> toAndFro(name)));
      }
    }
    for (Future<?> one : all) {
      one.get();
    }
    assertThat(names(path("/m"))).isEmpty();
    assertThat(names(path("/"))).hasSize(21);
    for (int i = 0; i < 20; i++) {
      assertThat(path("/f" + i)).hasContent(("f" + i).repeat(10_000));
    }
  }

  private Path toAndFro(String name) throws IOException {
    for (int i = 0; i < 5; i++) {
      Files.move(path("/" + name), path("/m/" + name));
      Files.move(path("/m/" + name), path("/" + name));
    }
    return path("/" + name);
  }

  @Test
  void ofTwoConcurrentMovesOfAFileOneFails() throws Exception {
    for (int round = 0; round < 20; round++) {
      file("/f", "x".repeat(100_000));
      List<Future<Path>> both = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        both.add(threads.submit(() -> Files.move(path("/f"), path("/m/one"))));
        both.add(threads.submit(() -> Files.move(path("/f"), path("/m/two"))));
      }
      long done = both.stream().filter(one -> one.state() == Future.State.SUCCESS).count();
      assertThat(done).isEqualTo(1);
      assertThat(path("/f")).doesNotExist();
      for (String name : names(path("/m"))) {
        assertThat(name).isIn("one", "two");
        assertThat(path("/m/" + name)).hasSize(100_000);
        Files.delete(path("/m/" + name));
      }
    }
  }
}
