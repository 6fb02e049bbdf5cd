package io.github.nioftpd.fs.local;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.CountingFileSystem;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Moves between two disks, /home and /other, and copies: a failure leaves both files complete. */
final class RenameTest {

  private final CountingFileSystem files = new CountingFileSystem(TestFtp.memory());
  private final Rename relocation = new Rename(Sync.NONE);
  private final Path source = files.getPath("/other/source");
  private final Path target = files.getPath("/home/target");

  @BeforeEach
  void makeDisks() throws IOException {
    Files.createDirectory(files.getPath("/home"));
    Files.createDirectory(files.getPath("/other"));
    Files.writeString(source, "new");
    Files.setLastModifiedTime(source, FileTime.fromMillis(5_000));
    Files.writeString(target, "old");
    fail("nothing", "");
  }

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  /** Makes an operation on a path fail once, and every rename between the disks. */
  private void fail(String operation, String where) {
    AtomicBoolean failed = new AtomicBoolean();
    files.whenAsked(
        (name, path) -> {
          if (name.equals("move") && path.startsWith("/other")) {
            throw new AtomicMoveNotSupportedException(path.toString(), null, "another disk");
          }
          if (name.equals(operation)
              && path.toString().contains(where)
              && failed.compareAndSet(false, true)) {
            throw new FileSystemException(path.toString(), null, "No space left on device");
          }
        });
  }

  private List<String> names(String directory) throws IOException {
    try (Stream<Path> all = Files.list(files.getPath(directory))) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private void assertNothingHappened() throws IOException {
    files.whenAsked((name, path) -> {});
    assertThat(source).hasContent("new");
    assertThat(target).hasContent("old");
    assertThat(names("/home")).containsExactly("target");
    assertThat(names("/other")).containsExactly("source");
  }

  private static HostPath place(Path path) {
    return HostPath.of(path);
  }

  @Test
  void aFileMovesToAnotherDiskWithItsTime() throws IOException {
    relocation.move(source, target, REPLACE_EXISTING);
    assertThat(target).hasContent("new");
    assertThat(Files.getLastModifiedTime(target).toMillis()).isEqualTo(5_000);
    assertThat(names("/home")).containsExactly("target");
    assertThat(names("/other")).isEmpty();
  }

  @Test
  void aFileMovesToANewNameOnAnotherDisk() throws IOException {
    relocation.move(source, files.getPath("/home/fresh"));
    assertThat(names("/home")).containsExactly("fresh", "target");
    assertThat(names("/other")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"copy, source", "move, .part", "delete, source"})
  void aMoveToAnotherDiskThatFailsChangesNothing(String operation, String where)
      throws IOException {
    fail(operation, where);
    assertThatThrownBy(() -> relocation.move(source, target, REPLACE_EXISTING))
        .isInstanceOf(FileSystemException.class);
    assertNothingHappened();
  }

  @Test
  void aMoveToANewNameThatFailsLeavesNothing() {
    fail("delete", "source");
    assertThatThrownBy(() -> relocation.move(source, files.getPath("/home/fresh")))
        .isInstanceOf(FileSystemException.class);
    assertThat(target.resolveSibling("fresh")).doesNotExist();
  }

  @Test
  void aSourceThatGrowsWhileItIsMovedStays() throws IOException {
    files.whenAsked(
        (name, path) -> {
          if (name.equals("move") && path.startsWith("/other")) {
            throw new AtomicMoveNotSupportedException(path.toString(), null, "another disk");
          }
          if (name.equals("copy")) {
            files.whenAsked((again, other) -> {});
            Files.writeString(source, "new and more");
          }
        });
    assertThatThrownBy(() -> relocation.move(source, target, REPLACE_EXISTING))
        .isExactlyInstanceOf(IOException.class);
    Files.writeString(source, "new");
    assertNothingHappened();
  }

  @Test
  void nothingIsReplacedWithoutReplaceExisting() throws IOException {
    assertThatThrownBy(() -> relocation.move(source, target))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> relocation.copy(place(source), place(target)))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> relocation.move(source, target, ATOMIC_MOVE))
        .isInstanceOf(AtomicMoveNotSupportedException.class);
    assertNothingHappened();
  }

  @Test
  void onlyAnEmptyDirectoryMovesToAnotherDisk() throws IOException {
    Path directory = Files.createDirectory(files.getPath("/other/d"));
    Path inner = Files.writeString(directory.resolve("inner"), "x");
    Path to = files.getPath("/home/d");
    assertThatThrownBy(() -> relocation.move(directory, to))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThat(inner).hasContent("x");
    Files.delete(inner);
    relocation.move(directory, to);
    assertThat(Files.isDirectory(to)).isTrue();
    assertThat(directory).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy", "move"})
  void aCopyThatFailsChangesNothing(String operation) throws IOException {
    fail(operation, operation.equals("copy") ? "source" : ".part");
    assertThatThrownBy(
            () -> relocation.copy(place(source), place(target), REPLACE_EXISTING, COPY_ATTRIBUTES))
        .isInstanceOf(FileSystemException.class);
    assertNothingHappened();
  }

  @Test
  void aCopyReplacesAFileAndAnEmptyDirectory() throws IOException {
    relocation.copy(place(source), place(target), REPLACE_EXISTING);
    assertThat(target).hasContent("new");
    Path directory = Files.createDirectory(files.getPath("/home/d"));
    relocation.copy(place(source), place(directory), REPLACE_EXISTING);
    assertThat(directory).hasContent("new");
    assertThat(source).hasContent("new");
    assertThat(names("/home")).containsExactly("d", "target");
  }

  @Test
  void aDirectoryThatCannotReplaceAFileLeavesIt() throws IOException {
    Path directory = Files.createDirectory(files.getPath("/home/d"));
    Path kept = Files.writeString(directory.resolve("inner"), "x");
    files.whenAsked(
        (name, path) -> {
          if (name.equals("move") && path.endsWith("d")) {
            throw new FileSystemException(path.toString(), null, "Not a directory");
          }
        });
    assertThatThrownBy(() -> relocation.move(directory, target, REPLACE_EXISTING))
        .isInstanceOf(FileSystemException.class);
    assertThat(kept).hasContent("x");
    Files.delete(kept);
    files.whenAsked((name, path) -> {});
    Files.delete(directory);
    assertNothingHappened();
  }

  @Test
  void aMissingSourceLeavesTheTarget() throws IOException {
    Path missing = files.getPath("/home/missing");
    assertThatThrownBy(() -> relocation.move(missing, target, REPLACE_EXISTING))
        .isInstanceOf(NoSuchFileException.class);
    files.whenAsked(
        (name, path) -> {
          if (name.equals("move")) {
            throw new AccessDeniedException(path.toString());
          }
        });
    assertThatThrownBy(() -> relocation.move(source, target, REPLACE_EXISTING))
        .isInstanceOf(AccessDeniedException.class);
    assertNothingHappened();
  }
}
