package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times of files in listings: those that single files have, whatever was known before. */
final class ModificationTimesTest {

  private static final Instant OLD = Instant.parse("2001-02-03T04:05:06Z");
  private static final Instant OLDER = Instant.parse("1999-12-31T23:59:59Z");

  @TempDir Path directory;
  private FakeStore fake;

  @BeforeEach
  void start() throws IOException {
    fake = FakeStore.start();
    fake.bucket("bbb");
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  private S3FileSystem open(String... more) throws IOException {
    String[] all =
        Stream.concat(Stream.of("state", directory.toString()), Stream.of(more))
            .toArray(String[]::new);
    S3FileSystem opened = TestBucket.open(fake, all);
    fake.forget();
    return opened;
  }

  private void put(String key, String mtime) {
    fake.put("bbb", key, key.getBytes(UTF_8), Map.of("x-amz-meta-mtime", mtime));
  }

  private static String seconds(Instant instant) {
    return String.valueOf(instant.getEpochSecond());
  }

  /** The times that a listing shows, by name. */
  private static Map<String, Instant> listed(S3FileSystem fileSystem, String directory)
      throws IOException {
    Map<String, Instant> times = new TreeMap<>();
    try (Stream<Path> entries = Files.list(fileSystem.getPath(directory))) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        times.put(entry.getFileName().toString(), time(entry));
      }
    }
    return times;
  }

  private static Instant time(Path path) throws IOException {
    return Files.getLastModifiedTime(path).toInstant();
  }

  private static void date(Path path, Instant instant) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(instant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata", "stored"})
  void aListingShowsTheTimeThatTheFileHas(String modify) throws IOException {
    put("a", seconds(OLD));
    fake.put("bbb", "b", new byte[3]);
    for (String cache : new String[] {"0", "1m"}) {
      try (S3FileSystem fileSystem = open("modify", modify, "cache", cache)) {
        Files.writeString(fileSystem.getPath("/c"), "x");
        Files.writeString(fileSystem.getPath("/d"), "x");
        date(fileSystem.getPath("/d"), OLDER);
        for (int i = 0; i < 2; i++) {
          for (Map.Entry<String, Instant> entry : listed(fileSystem, "/").entrySet()) {
            assertThat(time(fileSystem.getPath("/" + entry.getKey()))).isEqualTo(entry.getValue());
          }
        }
        assertThat(listed(fileSystem, "/")).containsEntry("d", OLDER);
        assertThat(listed(fileSystem, "/").get("a").equals(OLD))
            .isEqualTo(modify.equals("metadata"));
      }
    }
  }

  @Test
  void eachObjectOfOthersIsLookedAtOnceAlsoAcrossRestarts() throws IOException {
    put("a", seconds(OLD));
    fake.put("bbb", "b", new byte[3]);
    Map<String, Instant> first;
    try (S3FileSystem fileSystem = open("cache", "0")) {
      first = listed(fileSystem, "/");
      assertThat(first).containsEntry("a", OLD);
      assertThat(listed(fileSystem, "/")).isEqualTo(first);
      assertThat(fake.count("HeadObject")).isEqualTo(2);
    }
    try (S3FileSystem fileSystem = open("cache", "0")) {
      assertThat(listed(fileSystem, "/")).isEqualTo(first);
      assertThat(fake.count("HeadObject")).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata", "stored"})
  void whatThisServerStoredIsKnownAcrossRestarts(String modify) throws IOException {
    try (S3FileSystem fileSystem = open("modify", modify)) {
      for (String name : new String[] {"/a", "/b", "/large", "/moved"}) {
        Files.write(fileSystem.getPath(name), new byte[name.equals("/large") ? 11 << 20 : 1]);
      }
      date(fileSystem.getPath("/b"), OLD);
      date(fileSystem.getPath("/moved"), OLDER);
      Files.move(fileSystem.getPath("/moved"), fileSystem.getPath("/c"));
    }
    try (S3FileSystem fileSystem = open("modify", modify)) {
      assertThat(listed(fileSystem, "/"))
          .containsEntry("b", OLD)
          .containsEntry("c", OLDER)
          .containsEntry("a", Times.parsed(fake.object("bbb", "a").metadata("mtime").get()).get());
      assertThat(fake.count("HeadObject")).isZero();
    }
  }

  /** The tag stays the same, and so does the size. */
  @Test
  void whatAnotherServerHasDatedMeanwhileIsNoticed() throws IOException {
    fake.put("bbb", "c", "c".getBytes(UTF_8));
    Instant later = Instant.now().plusSeconds(100);
    try (S3FileSystem fileSystem = open()) {
      Files.writeString(fileSystem.getPath("/a"), "a");
      Files.writeString(fileSystem.getPath("/b"), "b");
      date(fileSystem.getPath("/b"), OLD);
    }
    fake.clock(InstantSource.fixed(later));
    put("a", seconds(OLDER));
    put("b", seconds(OLDER));
    try (S3FileSystem fileSystem = open()) {
      assertThat(listed(fileSystem, "/")).containsEntry("a", OLDER).containsEntry("b", OLDER);
    }
  }

  @Test
  void whoDoesNotReadTimesCausesNoRequests() throws IOException {
    put("a", seconds(OLD));
    try (S3FileSystem fileSystem = open();
        Stream<Path> entries = Files.list(fileSystem.getPath("/"))) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        assertThat(Files.readAttributes(entry, "size,isDirectory"))
            .containsEntry("size", 1L)
            .containsEntry("isDirectory", false);
      }
      assertThat(fake.count("HeadObject")).isZero();
    }
  }

  @Test
  void severalAreLookedAtAtOnceButNotAll() throws IOException {
    for (int i = 0; i < 200; i++) {
      put("f%03d".formatted(i), seconds(OLD.plusSeconds(i)));
    }
    fake.on("HeadObject").delay(Duration.ofMillis(20));
    try (S3FileSystem fileSystem = open()) {
      Map<String, Instant> times = listed(fileSystem, "/");
      assertThat(times).hasSize(200).containsEntry("f123", OLD.plusSeconds(123));
    }
    assertThat(fake.count("HeadObject")).isEqualTo(200);
    assertThat(fake.mostAtOnce("HeadObject")).isBetween(8, HeadRequests.MOST + 1);
  }

  @Test
  void whereNoObjectMayBeLookedAtTheTimesAreThoseOfTheStore() throws IOException {
    for (int i = 0; i < 50; i++) {
      put("f" + i, seconds(OLD));
    }
    fake.on("HeadObject").fail(403, "AccessDenied");
    try (S3FileSystem fileSystem = open()) {
      assertThat(listed(fileSystem, "/").values()).hasSize(50).allMatch(time -> time.isAfter(OLD));
      assertThat(fake.count("HeadObject")).isEqualTo(1);
      assertThat(fake.count("ListObjectsV2")).isEqualTo(1);
    }
  }

  @Test
  void aListingThatEndsEarlyLeavesNothingUnderWay() throws IOException {
    for (int i = 0; i < 100; i++) {
      put("f" + i, seconds(OLD));
    }
    fake.on("HeadObject").delay(Duration.ofMillis(5));
    try (S3FileSystem fileSystem = open()) {
      try (Stream<Path> entries = Files.list(fileSystem.getPath("/"))) {
        for (Path entry : (Iterable<Path>) entries.limit(3)::iterator) {
          assertThat(time(entry)).isEqualTo(OLD);
        }
      }
      int sent = fake.count("HeadObject");
      assertThat(sent).isLessThan(100);
      assertThat(listed(fileSystem, "/")).hasSize(100);
    }
  }

  @Test
  void theTimeOfADirectoryIsThatOfMakingOrDatingIt() throws IOException {
    put("of others/a", "1");
    Map<String, Instant> first;
    try (S3FileSystem fileSystem = open()) {
      Files.createDirectory(fileSystem.getPath("/made"));
      Files.createDirectory(fileSystem.getPath("/dated"));
      date(fileSystem.getPath("/dated"), OLD);
      Files.createDirectory(fileSystem.getPath("/before"));
      date(fileSystem.getPath("/before"), OLDER);
      Files.writeString(fileSystem.getPath("/before/x"), "x");
      Files.move(fileSystem.getPath("/before"), fileSystem.getPath("/moved"));
      first = listed(fileSystem, "/");
    }
    assertThat(first)
        .containsEntry("of others", Instant.EPOCH)
        .containsEntry("dated", OLD)
        .containsEntry("moved", OLDER)
        .hasSize(4);
    assertThat(first.get("made")).isBetween(Instant.now().minusSeconds(60), Instant.now());
    try (S3FileSystem fileSystem = open()) {
      assertThat(listed(fileSystem, "/")).isEqualTo(first);
      for (Map.Entry<String, Instant> entry : first.entrySet()) {
        assertThat(time(fileSystem.getPath("/" + entry.getKey()))).isEqualTo(entry.getValue());
      }
      Files.delete(fileSystem.getPath("/dated"));
      Files.writeString(fileSystem.getPath("/moved/y"), "y");
      assertThat(listed(fileSystem, "/")).containsEntry("moved", OLDER);
    }
    put("dated/a", "1");
    try (S3FileSystem fileSystem = open()) {
      assertThat(listed(fileSystem, "/")).containsEntry("dated", Instant.EPOCH);
    }
  }

  @Test
  void aPrefixOfOthersGoesWithItsLastObjectAndADirectoryThatWasMadeStays() throws IOException {
    put("theirs/a", "1");
    try (S3FileSystem fileSystem = open("cache", "0")) {
      Files.createDirectory(fileSystem.getPath("/ours"));
      Files.writeString(fileSystem.getPath("/ours/a"), "x");
      fake.forget();
      Files.delete(fileSystem.getPath("/theirs/a"));
      Files.delete(fileSystem.getPath("/ours/a"));
      assertThat(fake.count("PutObject")).isZero();
      assertThat(listed(fileSystem, "/")).containsOnlyKeys("ours");
      assertThatThrownBy(() -> listed(fileSystem, "/theirs"))
          .isInstanceOf(NoSuchFileException.class);
    }
  }
}
