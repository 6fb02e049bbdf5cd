package io.github.nioftpd.fs;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The part of the {@link FileSystemContract} about sizes, times, permissions and space. */
interface AttributeContract extends ContractFixture {

  @Test
  default void attributesDistinguishFilesFromDirectories() throws IOException {
    BasicFileAttributes file = Files.readAttributes(file("/a", "1234"), BasicFileAttributes.class);
    assertThat(file.isRegularFile()).isTrue();
    assertThat(file.isDirectory()).isFalse();
    assertThat(file.isSymbolicLink()).isFalse();
    assertThat(file.isOther()).isFalse();
    assertThat(file.size()).isEqualTo(4);
    BasicFileAttributes directory =
        Files.readAttributes(directory("/d"), BasicFileAttributes.class, NOFOLLOW_LINKS);
    assertThat(directory.isDirectory()).isTrue();
    assertThat(directory.isRegularFile()).isFalse();
  }

  @Test
  default void theRootHasAttributes() throws IOException {
    assertThat(Files.readAttributes(path("/"), BasicFileAttributes.class).isDirectory()).isTrue();
    assertThat(
            Files.readAttributes(path("/"), BasicFileAttributes.class, NOFOLLOW_LINKS)
                .isDirectory())
        .isTrue();
  }

  @Test
  default void attributesOfAMissingFileAreRefused() {
    assertThatThrownBy(() -> Files.readAttributes(path("/no"), BasicFileAttributes.class))
        .isInstanceOf(NoSuchFileException.class)
        .extracting(e -> ((NoSuchFileException) e).getFile())
        .isEqualTo("/no");
  }

  @Test
  default void attributesAreReadByName() throws IOException {
    Path file = file("/a", "1234");
    assertThat(Files.readAttributes(file, "size,isDirectory"))
        .containsEntry("size", 4L)
        .containsEntry("isDirectory", false);
    assertThat(Files.getAttribute(file, "basic:isRegularFile")).isEqualTo(true);
  }

  @Test
  default void everyDeclaredViewCanBeRead() throws IOException {
    Path file = file("/a", "1234");
    assertThat(file.getFileSystem().supportedFileAttributeViews()).contains("basic");
    for (String view : file.getFileSystem().supportedFileAttributeViews()) {
      Map<String, Object> all = Files.readAttributes(file, view + ":*");
      assertThat(all).as(view).isNotEmpty();
    }
  }

  @Test
  default void aNewFileHasTheCurrentTime() throws IOException {
    Instant modified = Files.getLastModifiedTime(file("/a", "")).toInstant();
    assertThat(Duration.between(modified, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  default void theTimeOfAFileIsSetToTheSecond() throws IOException {
    assertTimeIsSet(file("/a", "x"), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
  }

  /** MFMT of a file. */
  default void assertTimeIsSet(Path file, FileTime time) throws IOException {
    BasicFileAttributeView view = Files.getFileAttributeView(file, BasicFileAttributeView.class);
    view.setTimes(time, null, null);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
    assertThat(view.readAttributes().lastModifiedTime()).isEqualTo(time);
  }

  @Test
  default void theTimeOfADirectoryIsSetToTheSecond() throws IOException {
    assertTimeOfDirectoryIsSet(
        directory("/d"), FileTime.from(Instant.parse("1999-12-31T23:59:59Z")));
  }

  /** MFMT of a directory. */
  default void assertTimeOfDirectoryIsSet(Path directory, FileTime time) throws IOException {
    Files.setLastModifiedTime(directory, time);
    assertThat(Files.getLastModifiedTime(directory)).isEqualTo(time);
  }

  @Test
  default void theTimeOfAMissingFileIsNotSet() {
    assertThatThrownBy(() -> Files.setLastModifiedTime(path("/no"), FileTime.fromMillis(0)))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  default void theTimeMovesWithTheFile() throws IOException {
    Path file = file("/a", "x");
    FileTime before = Files.getLastModifiedTime(file);
    Files.move(file, path("/b"));
    assertTimeAfterMove(path("/b"), before);
  }

  /** MDTM of a file that was renamed. */
  default void assertTimeAfterMove(Path file, FileTime before) throws IOException {
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
  }

  @Test
  default void aFileKeySurvivesARename() throws IOException {
    Path file = file("/a", "x");
    Object before = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    Object other = Files.readAttributes(file("/c", "x"), BasicFileAttributes.class).fileKey();
    Files.move(file, path("/b"));
    Object after = Files.readAttributes(path("/b"), BasicFileAttributes.class).fileKey();
    assertFileKeys(before, after, other);
  }

  /** The keys of one file before and after it was renamed, and the key of another file. */
  default void assertFileKeys(Object before, Object after, Object other) {
    assertThat(before).isNotNull().isEqualTo(after).isNotEqualTo(other);
  }

  @Test
  default void permissionsAreSet() throws IOException {
    assertPermissions(file("/a", "x"));
  }

  /** SITE CHMOD of a file. */
  default void assertPermissions(Path file) throws IOException {
    assertThat(file.getFileSystem().supportedFileAttributeViews()).contains("posix");
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    view.setPermissions(PosixFilePermissions.fromString("rw-r-----"));
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    assertThat(PosixFilePermissions.toString(attributes.permissions())).isEqualTo("rw-r-----");
    assertThat(attributes.owner().getName()).isNotEmpty();
    assertThat(attributes.group().getName()).isNotEmpty();
  }

  @Test
  default void anUnknownViewIsAbsent() throws IOException {
    Path file = file("/a", "x");
    assertThatThrownBy(() -> Files.readAttributes(file, "nosuchview:*"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  default void accessIsChecked() throws IOException {
    Path file = file("/a", "x");
    assertThat(Files.exists(file)).isTrue();
    assertThat(Files.isReadable(file)).isTrue();
    assertThat(Files.isWritable(file)).isTrue();
    assertThat(Files.isReadable(path("/no"))).isFalse();
  }

  @Test
  default void aFileIsTheSameAsItself() throws IOException {
    Path file = file("/a", "x");
    assertThat(Files.isSameFile(file, path("/b/../a"))).isTrue();
    assertThat(Files.isSameFile(file, file("/b", "x"))).isFalse();
  }

  @Test
  default void spaceIsReportedForADirectory() throws IOException {
    assertSpace(Files.getFileStore(directory("/d")));
  }

  /** AVBL of a directory. */
  default void assertSpace(FileStore store) throws IOException {
    assertThat(store.getUsableSpace()).isPositive();
    assertThat(store.getTotalSpace()).isGreaterThanOrEqualTo(store.getUsableSpace());
    assertThat(store.isReadOnly()).isFalse();
  }
}
