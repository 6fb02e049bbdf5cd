package io.github.nioftpd.fs.mount;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MountedFileSystemTest {

  private final FileSystem top = Trees.memory();
  private final FileSystem inbox = Trees.memory();
  private final FileSystem archive = Trees.memory();
  private final MountedFileSystem tree =
      MountedFileSystem.builder()
          .mount("/", top.getPath("/"))
          .mount("/inbox", inbox.getPath("/"))
          .mount("/data/old/archive", Mount.of(archive.getPath("/")).readOnly())
          .build();

  private Path path(String text) {
    return tree.getPath(text);
  }

  static List<String> names(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entry -> names.add(entry.getFileName().toString()));
    }
    return names;
  }

  @Test
  void mountPointsAndTheirParentsAreListedOnceBeforeOtherEntries() throws IOException {
    Files.createDirectory(top.getPath("/inbox"));
    Files.writeString(top.getPath("/a"), "");
    assertThat(names(path("/"))).containsExactly("data", "inbox", "a");
    assertThat(names(path("/data"))).containsExactly("old");
    assertThat(names(path("/data/old"))).containsExactly("archive");
    assertThat(names(path("/data/old/archive"))).isEmpty();
  }

  @Test
  void aMountShadowsExistingEntries() throws IOException {
    Files.createDirectory(top.getPath("/inbox"));
    Files.writeString(top.getPath("/inbox/shadowed"), "x");
    Files.writeString(inbox.getPath("/seen"), "y");
    assertThat(names(path("/inbox"))).containsExactly("seen");
    assertThat(path("/inbox/seen")).hasContent("y");
    assertThat(path("/inbox/shadowed")).doesNotExist();
  }

  @Test
  void aParentOfAMountShowsExistingEntriesToo() throws IOException {
    Files.createDirectory(top.getPath("/data"));
    Files.writeString(top.getPath("/data/file"), "x");
    assertThat(names(path("/data"))).containsExactly("old", "file");
    Files.writeString(path("/data/new"), "y");
    assertThat(top.getPath("/data/new")).hasContent("y");
    assertThat(names(path("/data/old"))).containsExactly("archive");
  }

  @Test
  void aFileInThePathOfAMountIsHidden() throws IOException {
    Files.writeString(top.getPath("/data"), "x");
    assertThat(path("/data")).isDirectory();
    assertThat(names(path("/data"))).containsExactly("old");
    assertThatThrownBy(() -> Files.readString(path("/data")))
        .isInstanceOf(FileSystemException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/inbox", "/data", "/data/old", "/data/old/archive", "/x/../inbox"})
  void parentsOfAMountCannotBeMoved(String name) throws IOException {
    Files.createDirectories(top.getPath("/data/old"));
    Files.writeString(top.getPath("/a"), "x");
    Path node = path(name);
    assertThatThrownBy(() -> Files.delete(node)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> Files.move(node, path("/b")))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> Files.move(path("/a"), node, REPLACE_EXISTING))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> Files.copy(path("/a"), node, REPLACE_EXISTING))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> Files.createDirectory(node))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> Files.writeString(node, "x")).isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> Files.setLastModifiedTime(node, FileTime.fromMillis(0)))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(node).isDirectory();
    assertThat(top.getPath("/a")).hasContent("x");
    assertThat(top.getPath("/data/old")).isDirectory();
  }

  @Test
  void aMountPointHasTheAttributesOfItsDirectory() throws IOException {
    FileTime time = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
    Files.setLastModifiedTime(inbox.getPath("/"), time);
    assertThat(Files.getLastModifiedTime(path("/inbox"))).isEqualTo(time);
    assertThat(Files.getAttribute(path("/inbox"), "unix:ino"))
        .isEqualTo(Files.getAttribute(inbox.getPath("/"), "unix:ino"));
  }

  @Test
  void aSyntheticParentHasTheTimeOfTheClock() throws IOException {
    Instant now = Instant.parse("2020-01-01T00:00:00Z");
    try (MountedFileSystem one =
        MountedFileSystem.builder()
            .mount("/a/b", top.getPath("/"))
            .clock(InstantSource.fixed(now))
            .build()) {
      for (String name : new String[] {"/", "/a"}) {
        BasicFileAttributes attributes =
            Files.readAttributes(one.getPath(name), BasicFileAttributes.class);
        assertThat(attributes.isDirectory()).isTrue();
        assertThat(attributes.lastModifiedTime().toInstant()).isEqualTo(now);
        assertThat(Files.readAttributes(one.getPath(name), "*"))
            .containsEntry("isDirectory", true)
            .containsEntry("size", 0L);
        assertThatThrownBy(() -> Files.readAttributes(one.getPath(name), "unix:mode"))
            .isInstanceOf(UnsupportedOperationException.class);
      }
    }
  }

  @Test
  void withoutAMountAtTheRootNothingCanBeCreatedThere() throws IOException {
    try (MountedFileSystem one =
        MountedFileSystem.builder().mount("/a/b", top.getPath("/")).build()) {
      assertThat(names(one.getPath("/"))).containsExactly("a");
      assertThat(one.getPath("/a/b")).isDirectory();
      for (String name : new String[] {"/f", "/a/f"}) {
        Path file = one.getPath(name);
        assertThat(file).doesNotExist();
        assertThatThrownBy(() -> Files.readString(file)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> names(file)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.writeString(file, "x"))
            .isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.createDirectory(file))
            .isInstanceOf(ReadOnlyFileSystemException.class);
      }
      assertThat(Files.getFileStore(one.getPath("/a")).isReadOnly()).isTrue();
      assertThat(one.isReadOnly()).isFalse();
    }
  }

  @Test
  void aReadOnlyMountRefusesEveryChange() throws IOException {
    Files.writeString(archive.getPath("/f"), "kept");
    Files.writeString(path("/a"), "x");
    Path file = path("/data/old/archive/f");
    Path other = path("/data/old/archive/g");
    List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> changes =
        List.of(
            () -> Files.writeString(file, "x"),
            () -> Files.writeString(other, "x"),
            () -> Files.delete(file),
            () -> Files.move(file, other),
            () -> Files.move(file, path("/b")),
            () -> Files.move(path("/a"), other),
            () -> Files.copy(path("/a"), other),
            () -> Files.createDirectory(other),
            () -> Files.createSymbolicLink(other, path("f")),
            () -> Files.createLink(other, file),
            () -> Files.setLastModifiedTime(file, FileTime.fromMillis(0)),
            () -> Files.setAttribute(file, "lastModifiedTime", FileTime.fromMillis(0)));
    for (var change : changes) {
      assertThatThrownBy(change).isInstanceOf(ReadOnlyFileSystemException.class);
    }
    assertThat(file).hasContent("kept");
    assertThat(Files.isWritable(file)).isFalse();
    assertThat(Files.isReadable(file)).isTrue();
    assertThat(Files.getFileStore(file).isReadOnly()).isTrue();
    assertThat(Files.getFileStore(file).getUsableSpace()).isZero();
    assertThat(names(path("/data/old/archive"))).containsExactly("f");
    Files.copy(file, path("/copy"));
    assertThat(top.getPath("/copy")).hasContent("kept");
  }

  @Test
  void aTreeOfReadOnlyMountsIsReadOnly() throws IOException {
    try (MountedFileSystem one =
        MountedFileSystem.builder().mount("/a", Mount.of(top.getPath("/")).readOnly()).build()) {
      assertThat(one.isReadOnly()).isTrue();
    }
  }

  @Test
  void failuresNameThePathsOfTheTree() throws IOException {
    Path missing = path("/inbox/no");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Files.readString(missing))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/inbox/no"));
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Files.move(missing, path("/inbox/yes")))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/inbox/no"));
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Files.move(missing, path("/yes")))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/inbox/no"));
    Files.writeString(path("/inbox/a"), "x");
    Files.writeString(path("/inbox/b"), "y");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> Files.move(path("/inbox/a"), path("/inbox/b")))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/inbox/b"));
    assertThatExceptionOfType(NotDirectoryException.class)
        .isThrownBy(() -> names(path("/inbox/a")))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/inbox/a"));
  }

  @Test
  void dotsCannotLeaveTheMountedDirectory() throws IOException {
    Files.createDirectory(top.getPath("/home"));
    Files.writeString(top.getPath("/secret"), "x");
    try (MountedFileSystem one =
        MountedFileSystem.builder().mount("/m", top.getPath("/home")).build()) {
      assertThat(one.getPath("/m/../secret")).doesNotExist();
      assertThat(one.getPath("/m/../../secret")).doesNotExist();
      assertThat(one.getPath("/m/x/../../m/./..")).isDirectory();
    }
  }

  @ParameterizedTest
  @CsvSource({"..\\secret", "a\\b", "\\", "C:", "D:x", "a\\..\\..\\secret"})
  void aNameThatTheMountedProviderRejectsIsRefused(String name) throws IOException {
    try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
        MountedFileSystem one =
            MountedFileSystem.builder()
                .mount("/", Files.createDirectory(windows.getPath("C:\\home")))
                .build()) {
      Files.writeString(windows.getPath("C:\\secret"), "x");
      Files.createDirectory(one.getPath("/a"));
      Path path = one.getPath("/").resolve(name);
      assertThatThrownBy(() -> Files.readString(path)).isInstanceOf(InvalidPathException.class);
      assertThatThrownBy(() -> Files.readString(one.getPath("/").resolve("\\/..\\secret")))
          .isInstanceOf(InvalidPathException.class);
    }
  }

  @Test
  void anotherSeparatorOfTheProviderIsMappedToASlash() throws IOException {
    try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
        MountedFileSystem one =
            MountedFileSystem.builder().mount("/m", windows.getPath("C:\\")).build()) {
      Files.createDirectories(one.getPath("/m/a/b"));
      Files.writeString(one.getPath("/m/a/b/c"), "x");
      assertThat(windows.getPath("C:\\a\\b\\c")).hasContent("x");
      assertThat(names(one.getPath("/m/a/b"))).containsExactly("c");
      assertThat(one.supportedFileAttributeViews()).containsExactly("basic");
    }
  }

  @Test
  void filesOfTwoMountsAreNeverTheSame() throws IOException {
    Files.writeString(top.getPath("/f"), "x");
    Files.writeString(inbox.getPath("/f"), "x");
    Path one = path("/f");
    Path two = path("/inbox/f");
    assertThat(Files.getAttribute(top.getPath("/f"), "unix:ino"))
        .isEqualTo(Files.getAttribute(inbox.getPath("/f"), "unix:ino"));
    assertThat(Files.getAttribute(one, "unix:dev"))
        .isNotEqualTo(Files.getAttribute(two, "unix:dev"));
    assertThat(Files.readAttributes(one, BasicFileAttributes.class).fileKey())
        .isNotEqualTo(Files.readAttributes(two, BasicFileAttributes.class).fileKey());
    assertThat(Files.readAttributes(two, PosixFileAttributes.class).fileKey())
        .isEqualTo(Files.readAttributes(two, BasicFileAttributes.class).fileKey())
        .isEqualTo(Files.getAttribute(two, "fileKey"));
    assertThat(Files.isSameFile(one, two)).isFalse();
    assertThat(Files.isSameFile(two, path("/x/../inbox/f"))).isTrue();
  }

  @Test
  void twoTreesOverOneFileSystemHaveTheSameFiles() throws IOException {
    Files.writeString(path("/inbox/f"), "x");
    try (MountedFileSystem other =
        MountedFileSystem.builder()
            .mount("/", top.getPath("/"))
            .mount("/in", inbox.getPath("/"))
            .build()) {
      assertThat(Files.isSameFile(path("/inbox/f"), other.getPath("/in/f"))).isTrue();
      assertThat(Files.isSameFile(path("/inbox/f"), other.getPath("/in"))).isFalse();
      assertThat(Files.isSameFile(path("/inbox"), path("/"))).isFalse();
    }
    assertThat(Files.isSameFile(path("/inbox/f"), inbox.getPath("/f"))).isFalse();
  }

  @Test
  void linksStayWithinTheirMount() throws IOException {
    Files.writeString(path("/inbox/f"), "x");
    Files.createSymbolicLink(path("/inbox/l"), path("f"));
    Files.createSymbolicLink(path("/inbox/k"), path("/inbox/f"));
    Files.createLink(path("/inbox/h"), path("/inbox/f"));
    assertThat(path("/inbox/l")).hasContent("x");
    assertThat(path("/inbox/k")).hasContent("x");
    assertThat(path("/inbox/h")).hasContent("x");
    assertThat(Files.readSymbolicLink(path("/inbox/l"))).isEqualTo(path("f"));
    assertThat(Files.readSymbolicLink(path("/inbox/k"))).isEqualTo(path("/inbox/f"));
    assertThat(inbox.getPath("/k").toRealPath()).isEqualTo(inbox.getPath("/f"));
    assertThatThrownBy(() -> Files.createSymbolicLink(path("/l"), path("/inbox/f")))
        .isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> Files.createLink(path("/h"), path("/inbox/f")))
        .isInstanceOf(FileSystemException.class);
  }

  @Test
  void channelsAreThoseOfTheMountedFileSystem() throws IOException {
    Path file = Files.createTempFile("nioftpd", ".test");
    try (MountedFileSystem one =
        MountedFileSystem.builder().mount("/x", file.getParent()).build()) {
      Path seen = one.getPath("/x").resolve(file.getFileName().toString());
      try (var below = Files.newByteChannel(file);
          var above = Files.newByteChannel(seen)) {
        assertThat(above).hasSameClassAs(below);
      }
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void ownedFileSystemsAreClosedWithTheTree() throws IOException {
    FileSystem owned = Trees.memory();
    MountedFileSystem.builder()
        .mount("/", top.getPath("/"))
        .mount("/m", Mount.of(owned.getPath("/")).owned())
        .build()
        .close();
    assertThat(owned.isOpen()).isFalse();
    assertThat(top.isOpen()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "inbox, absolute",
    "'', absolute",
    "/a/../b, without . and ..",
    "/./a, without . and ..",
    "/inbox/, two mounts at /inbox",
  })
  void anInvalidMountPathIsReportedInOneSentence(String path, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                MountedFileSystem.builder()
                    .mount("/inbox", top.getPath("/"))
                    .mount(path, top.getPath("/")))
        .withMessageContaining(expected);
  }

  @Test
  void aTreeWithoutMountsIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> MountedFileSystem.builder().build());
  }
}
