package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores whose listings differ from those of S3: nothing is left out or left behind. */
final class ListingQuirksTest {

  private FakeStore fake;
  private S3FileSystem fileSystem;

  @BeforeEach
  void start() throws IOException {
    fake = FakeStore.start().pageSize(2);
    fileSystem = TestBucket.open(fake, "cache", "0");
  }

  @AfterEach
  void stop() throws IOException {
    fileSystem.close();
    fake.close();
  }

  private void put(String... keys) {
    for (String key : keys) {
      fake.put("bbb", key, key.getBytes(UTF_8));
    }
  }

  private List<String> names(String directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(fileSystem.getPath(directory))) {
      stream.forEach(path -> names.add(path.getFileName().toString()));
    }
    return names;
  }

  @ParameterizedTest
  @EnumSource(names = {"ONLY_FIRST_LIST", "EMPTY_PAGES"})
  void aListingHasEveryEntryOnce(FakeQuirk quirk) throws IOException {
    fake.quirk(quirk);
    put("d/a", "d/b", "d/c/1", "d/c/2", "d/c/3", "d/e%20f", "d/g", "d/\u00fc/x", "d/\ud83d\ude00");
    assertThat(names("/d")).containsExactly("a", "b", "c", "e%20f", "g", "\u00fc", "\ud83d\ude00");
  }

  @ParameterizedTest
  @EnumSource(names = {"ONLY_FIRST_LIST", "EMPTY_PAGES"})
  void allOfADirectoryIsMoved(FakeQuirk quirk) throws IOException {
    fake.quirk(quirk);
    put("d/1", "d/2", "d/3", "d/4", "d/e/5");
    Files.move(fileSystem.getPath("/d"), fileSystem.getPath("/f"));
    assertThat(fake.objects("bbb").keySet()).containsExactly("f/1", "f/2", "f/3", "f/4", "f/e/5");
  }

  /** Two and a half of the largest pages. */
  @ParameterizedTest
  @EnumSource(names = {"ONLY_FIRST_LIST", "EMPTY_PAGES"})
  void aLargeDirectoryIsListedAndMovedAsAWhole(FakeQuirk quirk) throws IOException {
    fake.quirk(quirk).pageSize(1000);
    List<String> all = IntStream.range(0, 2_500).mapToObj("f%04d"::formatted).toList();
    all.forEach(name -> put("d/" + name));
    assertThat(names("/d")).isEqualTo(all);
    Path moved = fileSystem.getPath("/e");
    Files.move(fileSystem.getPath("/d"), moved);
    assertThat(names("/e")).isEqualTo(all);
    assertThat(fake.objects("bbb").keySet()).hasSize(2_500).allMatch(key -> key.startsWith("e/"));
    assertThat(Files.exists(fileSystem.getPath("/d"))).isFalse();
    assertThatThrownBy(() -> Files.delete(moved)).isInstanceOf(DirectoryNotEmptyException.class);
    assertThatThrownBy(() -> Files.createDirectory(moved))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"ONLY_FIRST_LIST", "EMPTY_PAGES"})
  void aDirectoryIsFoundAndNotRemovedWhileSomethingIsInIt(FakeQuirk quirk) throws IOException {
    fake.quirk(quirk).pageSize(1);
    fake.put("bbb", "d/", new byte[0]);
    put("d/a");
    Path directory = fileSystem.getPath("/d");
    assertThat(Files.readAttributes(directory, "isDirectory")).containsEntry("isDirectory", true);
    assertThatThrownBy(() -> Files.createDirectory(directory))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> Files.delete(directory))
        .isInstanceOf(DirectoryNotEmptyException.class);
    Files.delete(fileSystem.getPath("/d/a"));
    Files.delete(directory);
    assertThat(fake.objects("bbb").keySet()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"ONLY_FIRST_LIST", "NO_CONTINUATION"})
  void aListingThatDoesNotGetOnFails(FakeQuirk quirk) {
    fake.quirk(quirk).quirk(FakeQuirk.NO_CONTINUATION);
    put("d/a", "d/b", "d/c");
    assertThatThrownBy(() -> names("/d"))
        .isInstanceOfAny(IOException.class, DirectoryIteratorException.class);
    assertThatThrownBy(() -> Files.move(fileSystem.getPath("/d"), fileSystem.getPath("/e")))
        .isInstanceOf(IOException.class);
    assertThat(fake.objects("bbb").keySet()).containsExactly("d/a", "d/b", "d/c");
  }

  @Test
  void aFileWithoutATimeIsListed() throws IOException {
    fake.quirk(FakeQuirk.NO_MODIFIED);
    put("d/a");
    try (S3FileSystem stored = TestBucket.open(fake, "modify", "stored");
        DirectoryStream<Path> stream = Files.newDirectoryStream(stored.getPath("/d"))) {
      Path entry = stream.iterator().next();
      assertThat(Files.size(entry)).isEqualTo(3);
      assertThat(Files.getLastModifiedTime(entry)).isEqualTo(FileTime.from(Instant.EPOCH));
    }
  }

  @Test
  void aPercentSignInADirectoryIsACharacter() throws IOException {
    fake.quirk(FakeQuirk.RAW_PREFIX);
    Files.createDirectory(fileSystem.getPath("/50% off"));
    put("100%/a%20b", "5%zz/x");
    assertThat(names("/")).containsExactly("100%", "5%zz", "50% off");
    assertThat(names("/100%")).containsExactly("a%20b");
    assertThat(Files.exists(fileSystem.getPath("/5%"))).isFalse();
    Files.move(fileSystem.getPath("/5%zz"), fileSystem.getPath("/50% off/%41"));
    assertThat(fake.objects("bbb").keySet()).contains("50% off/%41/x");
  }

  /** An answer in XML cannot hold the key or prefix of the request that it repeats. */
  @Test
  void aControlCharacterInADirectoryIsACharacter() throws IOException {
    fake.quirk(FakeQuirk.RAW_PREFIX);
    Path directory = Files.createDirectory(fileSystem.getPath("/a\u0007b"));
    Path file = Files.write(directory.resolve("\u001f&#7;"), new byte[6 << 20]);
    assertThat(names("/")).containsExactly("a\u0007b");
    assertThat(names("/a\u0007b")).containsExactly("\u001f&#7;");
    Files.move(directory, fileSystem.getPath("/c"));
    assertThat(Files.exists(file)).isFalse();
    assertThat(Files.size(fileSystem.getPath("/c/\u001f&#7;"))).isEqualTo(6 << 20);
  }

  @Test
  void aKeyOfTheGreatestLengthIsAFile() throws IOException {
    String name = "n".repeat(1022);
    put("d/" + name);
    assertThat(names("/d")).containsExactly(name);
    assertThat(Files.readString(fileSystem.getPath("/d/" + name))).isEqualTo("d/" + name);
    Files.delete(fileSystem.getPath("/d/" + name));
    assertThatThrownBy(() -> Files.size(fileSystem.getPath("/d/" + name + "n")))
        .isInstanceOf(java.nio.file.FileSystemException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void whatAMarkerHoldsIsKept() throws IOException {
    fake.put("bbb", "d/", "content of a marker".getBytes(UTF_8));
    Path directory = fileSystem.getPath("/d");
    assertThatThrownBy(() -> Files.delete(directory))
        .isInstanceOf(DirectoryNotEmptyException.class);
    Files.setLastModifiedTime(directory, FileTime.from(Instant.EPOCH));
    assertThat(fake.object("bbb", "d/").content().bytes())
        .isEqualTo("content of a marker".getBytes(UTF_8));
    assertThat(fake.object("bbb", "d/").metadata("mtime")).contains("0.000000000");
  }
}
