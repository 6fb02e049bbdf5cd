package io.github.nioftpd.fs;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of the {@link FileSystemContract} about directories, renaming, copying, deleting. */
interface TreeContract extends ContractFixture {

  @Test
  default void aDirectoryIsMadeOnce() throws IOException {
    Path directory = directory("/d");
    assertThat(Files.isDirectory(directory)).isTrue();
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> directory("/d"))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/d"));
  }

  @Test
  default void aDirectoryIsNotMadeWhereAFileIs() throws IOException {
    file("/a", "x");
    assertThatThrownBy(() -> directory("/a")).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(content(path("/a"))).isEqualTo("x");
  }

  @Test
  default void aDirectoryIsNotMadeBelowAMissingOne() {
    assertThatThrownBy(() -> directory("/no/d")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  default void theRootExistsAlready() {
    assertThatThrownBy(() -> directory("/")).isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  default void anEmptyDirectoryHasNoEntries() throws IOException {
    assertThat(names(directory("/d"))).isEmpty();
    assertThat(names(path("/d/"))).isEmpty();
  }

  @Test
  default void aListingHasEachEntryOnceAndNoOther() throws IOException {
    file("/b", "");
    directory("/d");
    file("/d/inner", "");
    file("/.hidden", "");
    assertThat(names(path("/"))).containsExactly(".hidden", "b", "d");
  }

  @Test
  default void entriesOfAListingResolve() throws IOException {
    directory("/d");
    file("/d/one", "1");
    file("/d/two", "22");
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path("/d"))) {
      for (Path entry : stream) {
        String name = entry.getFileName().toString();
        assertThat(entry).isEqualTo(path("/d/" + name)).hasSameHashCodeAs(path("/d/" + name));
        assertThat(Files.size(entry)).isEqualTo(name.equals("one") ? 1 : 2);
        assertThat(content(entry)).isEqualTo(name.equals("one") ? "1" : "22");
      }
    }
  }

  @Test
  default void entriesOfAClosedListingStillResolve() throws IOException {
    file("/one", "1");
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path("/"))) {
      stream.forEach(entries::add);
    }
    assertThat(entries).hasSize(1);
    assertThat(Files.size(entries.getFirst())).isEqualTo(1);
    Files.delete(path("/one"));
    assertThat(Files.exists(entries.getFirst())).isFalse();
  }

  @Test
  default void aListingSurvivesTheDeletionOfItsEntries() throws IOException {
    for (int i = 0; i < 200; i++) {
      file("/f" + i, "");
    }
    int seen = 0;
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path("/"))) {
      for (Path entry : stream) {
        Files.deleteIfExists(entry);
        seen++;
      }
    }
    assertThat(seen).isEqualTo(200);
    assertThat(names(path("/"))).isEmpty();
  }

  @Test
  default void aListingPassesItsFilter() throws IOException {
    file("/a.txt", "");
    file("/b.bin", "");
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path("/"), "*.txt")) {
      stream.forEach(entry -> names.add(entry.getFileName().toString()));
    }
    assertThat(names).containsExactly("a.txt");
  }

  @Test
  default void aListingIsIteratedOnceAndEndsWhenClosed() throws IOException {
    file("/a", "");
    DirectoryStream<Path> stream = Files.newDirectoryStream(path("/"));
    assertThat(stream.iterator()).hasNext();
    assertThatThrownBy(stream::iterator).isInstanceOf(IllegalStateException.class);
    stream.close();
    stream.close();
    assertThatThrownBy(stream::iterator).isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void onlyADirectoryIsListed() throws IOException {
    file("/a", "");
    assertThatThrownBy(() -> names(path("/a"))).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> names(path("/no"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  default void aFileIsDeletedOnce() throws IOException {
    Path file = file("/a", "x");
    Files.delete(file);
    assertAbsent(file);
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Files.delete(file))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/a"));
    assertThat(Files.deleteIfExists(file)).isFalse();
  }

  @Test
  default void onlyAnEmptyDirectoryIsDeleted() throws IOException {
    Path directory = directory("/d");
    Path inner = file("/d/inner", "x");
    assertThatExceptionOfType(DirectoryNotEmptyException.class)
        .isThrownBy(() -> Files.delete(directory))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/d"));
    assertThat(content(inner)).isEqualTo("x");
    Files.delete(inner);
    Files.delete(directory);
    assertAbsent(directory);
  }

  @Test
  default void theRootIsNeitherDeletedNorRenamed() throws IOException {
    directory("/d");
    assertThatThrownBy(() -> Files.delete(path("/"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Files.delete(path("/d/.."))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Files.move(path("/"), path("/e"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Files.move(path("/d"), path("/"), REPLACE_EXISTING))
        .isInstanceOf(IOException.class);
    assertThat(names(path("/"))).containsExactly("d");
    Files.delete(path("/d"));
    assertThatThrownBy(() -> Files.delete(path("/"))).isInstanceOf(IOException.class);
    assertThat(Files.isDirectory(path("/"))).isTrue();
  }

  @Test
  default void aFileIsRenamed() throws IOException {
    Path from = file("/a", "x");
    directory("/d");
    Files.move(from, path("/d/b"));
    assertAbsent(from);
    assertThat(content(path("/d/b"))).isEqualTo("x");
  }

  @Test
  default void aDirectoryIsRenamedWithItsChildren() throws IOException {
    directory("/d");
    directory("/d/sub");
    file("/d/sub/a", "x");
    assertDirectoryMove(path("/d"), path("/e"));
  }

  /** RNFR and RNTO of a directory that holds sub/a with the content "x". */
  default void assertDirectoryMove(Path from, Path to) throws IOException {
    Files.move(from, to);
    assertAbsent(from);
    assertThat(content(to.resolve("sub").resolve("a"))).isEqualTo("x");
  }

  @Test
  default void aMissingFileIsNotRenamed() throws IOException {
    file("/b", "kept");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Files.move(path("/a"), path("/b"), REPLACE_EXISTING))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/a"));
    assertThat(content(path("/b"))).isEqualTo("kept");
  }

  @Test
  default void aRenameReplacesNothingUnlessTold() throws IOException {
    file("/a", "new");
    file("/b", "old");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> Files.move(path("/a"), path("/b")))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo("/b"));
    assertThat(content(path("/b"))).isEqualTo("old");
    Files.move(path("/a"), path("/b"), REPLACE_EXISTING);
    assertThat(content(path("/b"))).isEqualTo("new");
    assertAbsent(path("/a"));
  }

  @Test
  default void aRenameReplacesNoDirectoryThatHoldsSomething() throws IOException {
    file("/a", "x");
    directory("/d");
    file("/d/inner", "kept");
    assertThatThrownBy(() -> Files.move(path("/a"), path("/d"), REPLACE_EXISTING))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThat(content(path("/a"))).isEqualTo("x");
    assertThat(content(path("/d/inner"))).isEqualTo("kept");
  }

  @Test
  default void aDirectoryReplacesNoEmptyOneUnlessTold() throws IOException {
    directory("/d");
    directory("/d/sub");
    file("/d/sub/a", "x");
    directory("/e");
    directory("/empty");
    for (String from : new String[] {"/d", "/empty"}) {
      assertThatThrownBy(() -> Files.move(path(from), path("/e")))
          .isInstanceOf(FileAlreadyExistsException.class);
      assertThat(Files.isDirectory(path(from))).isTrue();
      assertThat(names(path("/e"))).isEmpty();
    }
    assertThat(content(path("/d/sub/a"))).isEqualTo("x");
  }

  @Test
  default void aRenameIntoAMissingDirectoryIsRefused() throws IOException {
    Path file = file("/a", "x");
    assertThatThrownBy(() -> Files.move(file, path("/no/a")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(content(file)).isEqualTo("x");
  }

  @Test
  default void aDirectoryIsNotRenamedIntoItself() throws IOException {
    directory("/d");
    file("/d/inner", "kept");
    assertThatThrownBy(() -> Files.move(path("/d"), path("/d/e"))).isInstanceOf(IOException.class);
    assertThat(content(path("/d/inner"))).isEqualTo("kept");
  }

  @Test
  default void aRenameToTheSameNameChangesNothing() throws IOException {
    Path file = file("/a", "x");
    Files.move(file, file);
    assertThat(content(file)).isEqualTo("x");
  }

  @Test
  default void aFileIsCopied() throws IOException {
    Path from = file("/a", "x");
    Files.copy(from, path("/b"));
    assertThat(content(path("/b"))).isEqualTo("x");
    assertThat(content(from)).isEqualTo("x");
    assertThatThrownBy(() -> Files.copy(from, path("/b")))
        .isInstanceOf(FileAlreadyExistsException.class);
  }
}
