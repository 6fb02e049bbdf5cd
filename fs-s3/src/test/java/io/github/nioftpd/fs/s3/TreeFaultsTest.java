package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.TreeTooLargeException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories in a bucket that is not only ours, and on a store that fails half-way. */
final class TreeFaultsTest {

  private FakeStore fake;
  private S3FileSystem fileSystem;

  @BeforeEach
  void start() throws IOException {
    fake = FakeStore.start();
    fileSystem = TestBucket.open(fake, "rename-limit", "5", "cache", "0");
  }

  @AfterEach
  void stop() throws IOException {
    fileSystem.close();
    fake.close();
  }

  private void put(String... keys) {
    for (String key : keys) {
      fake.put("bbb", key, key.substring(key.indexOf('/') + 1).getBytes(UTF_8));
    }
  }

  private List<String> keys() {
    return new ArrayList<>(fake.objects("bbb").keySet());
  }

  private List<String> names(String directory) throws IOException {
    try (var stream = Files.newDirectoryStream(fileSystem.getPath(directory))) {
      List<String> names = new ArrayList<>();
      for (Path path : stream) {
        names.add(path.getFileName() + (Files.isDirectory(path) ? "/" : ""));
      }
      names.sort(null);
      return names;
    }
  }

  private void rename(String from, String to) throws IOException {
    Files.move(fileSystem.getPath(from), fileSystem.getPath(to));
  }

  @Test
  void aCopyThatFailsLeavesTheOldDirectoryWholeAndASecondTryWorks() throws IOException {
    put("d/a", "d/b", "d/e/c");
    fake.on("CopyObject").key("e/b").times(100).fail(500, "InternalError");
    assertThatThrownBy(() -> rename("/d", "/e")).isInstanceOf(IOException.class);
    assertThat(keys()).contains("d/a", "d/b", "d/e/c").doesNotContain("e/b");
    assertThat(fake.count("DeleteObjects")).isZero();
    fake.heal();
    rename("/d", "/e");
    assertThat(keys()).containsExactly("e/a", "e/b", "e/e/c");
  }

  @Test
  void aDeletionThatFailsLeavesTheNewDirectoryWholeAndASecondTryWorks() throws IOException {
    put("d/a", "d/b", "d/c");
    fake.refuseDeletion("d/b", "InternalError");
    assertThatThrownBy(() -> rename("/d", "/e")).isInstanceOf(IOException.class);
    assertThat(keys()).containsExactly("d/b", "e/a", "e/b", "e/c");
    fake.heal();
    rename("/d", "/e");
    assertThat(keys()).containsExactly("e/a", "e/b", "e/c");
  }

  @Test
  void somethingElseAtTheTargetIsNotTouched() throws IOException {
    put("d/a", "d/b", "e/a", "e/other");
    assertThatThrownBy(() -> rename("/d", "/e")).isInstanceOf(FileAlreadyExistsException.class);
    fake.put("bbb", "f/a", "other content".getBytes(UTF_8));
    assertThatThrownBy(() -> rename("/d", "/f")).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(keys()).containsExactly("d/a", "d/b", "e/a", "e/other", "f/a");
  }

  @Test
  void aDirectoryAboveTheLimitIsRefusedBeforeAnythingIsDone() {
    put("d/1", "d/2", "d/3", "d/4", "d/5", "d/6");
    assertThatThrownBy(() -> rename("/d", "/e")).isInstanceOf(TreeTooLargeException.class);
    assertThat(fake.count("CopyObject")).isZero();
    assertThat(keys()).hasSize(6);
  }

  @Test
  void aDirectoryWinsOverAFileOfItsNameEvenOnAnotherPage() throws IOException {
    fake.pageSize(2);
    put("a", "a b", "a!", "a+", "a-", "a.txt", "a/b", "b");
    assertThat(names("/")).containsExactly("a b", "a!", "a+", "a-", "a.txt", "a/", "b");
    assertThat(Files.readString(fileSystem.getPath("/a"))).isEqualTo("a");
    assertThat(names("/a")).containsExactly("b");
  }

  @Test
  void keysThatNoPathCanNameAreLeftOut() throws IOException {
    put("x//y", "./z", "../up", "x/", "good", "d/../w");
    assertThat(names("/")).containsExactly("d/", "good", "x/");
    assertThat(names("/x")).isEmpty();
    assertThat(names("/d")).isEmpty();
  }

  @Test
  void charactersThatXmlCannotHoldAreKept() throws IOException {
    put("a\u0001b", "c+d e%20", "\ud83d\ude00");
    assertThat(names("/")).containsExactly("a\u0001b", "c+d e%20", "\ud83d\ude00");
    assertThat(Files.readString(fileSystem.getPath("/a\u0001b"))).isEqualTo("a\u0001b");
  }

  @Test
  void aPrefixIsAllThereIs() throws IOException {
    put("home/alice/a", "home/bob/secret", "home/alice2/x");
    try (S3FileSystem alice =
        S3FileSystem.open(
            new S3Settings(
                "bbb",
                "home/alice/",
                TestBucket.settings(fake).store(),
                TestBucket.settings(fake).identity(),
                TestBucket.settings(fake).options(),
                TestBucket.settings(fake).transfers(),
                TestBucket.settings(fake).policies()))) {
      assertThat(Files.exists(alice.getPath("/a"))).isTrue();
      assertThat(Files.exists(alice.getPath("/../bob/secret"))).isFalse();
      assertThat(Files.exists(alice.getPath("/../../home/bob/secret"))).isFalse();
      Files.delete(alice.getPath("/a"));
      assertThat(Files.isDirectory(alice.getPath("/"))).isTrue();
      Files.createDirectory(alice.getPath("/new"));
    }
    assertThat(keys()).containsExactly("home/alice/new/", "home/alice2/x", "home/bob/secret");
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000, 2023-11-14T22:13:20Z",
    "1700000000.123456789123, 2023-11-14T22:13:20.123456789Z",
    "1700000000123, 2023-11-14T22:13:20.123Z",
  })
  void aTimeInTheMetadataIsInSecondsOrMilliseconds(String text, String time) throws IOException {
    fake.put("bbb", "f", "x".getBytes(UTF_8), Map.of("x-amz-meta-mtime", text));
    assertThat(Files.getLastModifiedTime(fileSystem.getPath("/f"))).hasToString(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"17000000001234", "1700000000x", "-1700000000123"})
  void otherTextIsNoTimeAndTheTimeOfTheStoreHolds(String text) throws IOException {
    fake.put("bbb", "f", "x".getBytes(UTF_8), Map.of("x-amz-meta-mtime", text));
    assertThat(Files.getLastModifiedTime(fileSystem.getPath("/f")).toInstant())
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
  }

  @Test
  void aFileKeepsAllThatIsKeptOfItWhenItIsMovedOrDated() throws IOException {
    fake.put(
        "bbb",
        "page.html",
        "x".getBytes(UTF_8),
        Map.of(
            "content-type", "text/html",
            "cache-control", "max-age=5",
            "x-amz-meta-mtime", "981173106.5",
            "x-amz-meta-colour", "blue",
            "x-amz-storage-class", "STANDARD_IA"));
    Path page = fileSystem.getPath("/page.html");
    assertThat(Files.getLastModifiedTime(page)).hasToString("2001-02-03T04:05:06.5Z");
    Files.setLastModifiedTime(page, java.nio.file.attribute.FileTime.fromMillis(1_000));
    rename("/page.html", "/moved");
    FakeObject moved = fake.object("bbb", "moved");
    assertThat(moved.header("content-type")).contains("text/html");
    assertThat(moved.header("cache-control")).contains("max-age=5");
    assertThat(moved.metadata("colour")).contains("blue");
    assertThat(moved.metadata("mtime")).contains("1.000000000");
    assertThat(moved.header("x-amz-storage-class")).contains("STANDARD_IA");
  }
}
