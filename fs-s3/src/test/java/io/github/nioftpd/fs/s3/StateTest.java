package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state file, and a server without one. */
final class StateTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final S3Attributes KNOWN =
      S3Attributes.object(7, Instant.parse("2001-02-03T04:05:06.789Z"), NOW, "tag with spaces");

  @TempDir Path directory;
  private FakeStore fake;

  @BeforeEach
  void start() throws IOException {
    fake = FakeStore.start();
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  private S3Settings settings(String... more) throws IOException {
    String[] all =
        Stream.concat(Stream.of("state", place().toString()), Stream.of(more))
            .toArray(String[]::new);
    return TestBucket.settings(fake, all);
  }

  private Path place() {
    return directory.resolve("made/here");
  }

  private Path file() throws IOException {
    return StateFile.named(place(), settings());
  }

  @Test
  void whatWasPutIsThereAfterARestart() throws IOException {
    S3Attributes early =
        S3Attributes.object(0, Instant.parse("1901-01-01T00:00:00.5Z"), null, "").answeredAt(NOW);
    try (BucketState state = BucketState.of(settings())) {
      state.put("a", KNOWN);
      state.put("b c\u00fc\n", early);
      state.put("gone", KNOWN);
      state.remove("gone");
    }
    try (BucketState state = BucketState.of(settings())) {
      assertThat(state.times(List.of("a", "b c\u00fc\n", "gone", "never")))
          .isEqualTo(Map.of("a", KNOWN, "b c\u00fc\n", early));
    }
  }

  @Test
  void allFileSystemsOfABucketShareIt() throws IOException {
    try (BucketState one = BucketState.of(settings())) {
      one.put("a", KNOWN);
      try (BucketState other = BucketState.of(settings("access-key", "another"))) {
        assertThat(other).isSameAs(one);
      }
      assertThat(one.times(List.of("a"))).containsKey("a");
    }
  }

  @Test
  void onlyItsUserMayReadIt() throws IOException {
    try (BucketState state = BucketState.of(settings())) {
      state.flush();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place())))
          .isEqualTo("rwx------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aFileThatAnotherProcessHasIsLeftToIt() throws Exception {
    Files.createDirectories(place());
    try (FileChannel channel =
            FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      try (S3FileSystem fileSystem = S3FileSystem.open(settings())) {
        Files.writeString(fileSystem.getPath("/a"), "x");
        assertThat(Files.size(fileSystem.getPath("/a"))).isEqualTo(1);
      }
      assertThat(Files.size(file())).isZero();
    }
    assertThat(place()).isDirectoryNotContaining("glob:**.damaged");
  }

  @Test
  void aDamagedFileIsMovedAside() throws IOException {
    Files.createDirectories(place());
    Files.writeString(file(), "no database at all\n".repeat(1000));
    try (BucketState state = BucketState.of(settings())) {
      state.put("a", KNOWN);
      assertThat(state.times(List.of("a"))).containsKey("a");
    }
    assertThat(Path.of(file() + ".damaged")).content(UTF_8).startsWith("no database at all");
    try (BucketState state = BucketState.of(settings())) {
      assertThat(state.times(List.of("a"))).containsKey("a");
    }
  }

  @Test
  void damageThatShowsLaterIsReplacedAsWell() throws IOException {
    try (BucketState state = BucketState.of(settings())) {
      for (int i = 0; i < 20_000; i++) {
        state.put("key " + i, KNOWN);
      }
    }
    try (RandomAccessFile all = new RandomAccessFile(file().toFile(), "rw")) {
      for (long at = 3 * 4096; at < all.length() - 3 * 4096; at += 100) {
        all.seek(at);
        all.write(0x5a);
      }
    }
    try (BucketState state = BucketState.of(settings())) {
      for (int i = 0; i < 20_000; i += 100) {
        assertThat(state.times(List.of("key " + i)).values()).isSubsetOf(KNOWN);
      }
      state.put("new", KNOWN);
      assertThat(state.times(List.of("new"))).containsKey("new");
    }
  }

  @Test
  void aDirectoryThatCannotBeMadeCostsNothing() throws IOException {
    Files.writeString(directory.resolve("made"), "a file");
    try (S3FileSystem fileSystem = S3FileSystem.open(settings())) {
      Files.writeString(fileSystem.getPath("/a"), "x");
      assertThat(Files.size(fileSystem.getPath("/a"))).isEqualTo(1);
    }
  }

  @Test
  void anInterruptedSessionLeavesItOpen() throws IOException {
    try (BucketState state = BucketState.of(settings())) {
      state.put("a", KNOWN);
      Thread.currentThread().interrupt();
      Map<String, S3Attributes> unused = state.times(List.of("a"));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(state.times(List.of("a"))).containsKey("a");
      Thread.currentThread().interrupt();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    try (BucketState state = BucketState.of(settings())) {
      assertThat(state.times(List.of("a"))).containsKey("a");
    }
  }

  @Test
  void theOldestHalfIsForgottenWhenItIsFull() throws IOException {
    try (BucketState state = BucketState.of(settings())) {
      state.put("first", KNOWN);
      state.put("used", KNOWN);
      fill(state, "a");
      assertThat(state.times(List.of("first", "used"))).hasSize(2);
      state.flush();
      fill(state, "b");
      assertThat(state.times(List.of("used"))).hasSize(1);
    }
    assertThat(Files.size(file())).isLessThan(100L << 20);
  }

  private static void fill(BucketState state, String prefix) {
    for (int i = 0; i < StateFile.MOST; i++) {
      state.put(prefix + i, KNOWN);
    }
  }

  @Test
  void onlyUploadsThatThisServerBeganAreRemoved() throws IOException {
    S3Settings settings = settings("stale-uploads", "24h");
    Instant old = Instant.now().minus(Duration.ofDays(3));
    String own = fake.leaveUpload("bbb", "own", old);
    String tried = fake.leaveUpload("bbb", "tried", old);
    fake.leaveUpload("bbb", "of another", old);
    try (BucketState state = BucketState.of(settings);
        Connection connection = Connection.open(settings)) {
      Store store = new Store(connection.client(), settings, state);
      state.begun("own", own);
      state.begun("tried", tried);
      state.begun("gone", "no-such-upload");
      state.left(tried);
      assertThat(removed(store, settings, 48)).isEqualTo(1);
      assertThat(fake.uploads()).extracting(FakeUpload::key).containsExactly("of another", "own");
    }
    try (BucketState state = BucketState.of(settings);
        Connection connection = Connection.open(settings)) {
      Store store = new Store(connection.client(), settings, state);
      assertThat(removed(store, settings, 1)).isZero();
      assertThat(removed(store, settings, 48)).isEqualTo(1);
      assertThat(state.stale(Instant.now().plus(Duration.ofDays(1)))).isEmpty();
    }
    assertThat(fake.uploads()).extracting(FakeUpload::key).containsExactly("of another");
  }

  private static int removed(Store store, S3Settings settings, int hoursLater) {
    InstantSource clock =
        InstantSource.offset(InstantSource.system(), Duration.ofHours(hoursLater));
    PartialUploadStore partials = new PartialUploadStore(store, settings, clock);
    return new StaleUploads(store, settings, partials, clock).remove();
  }

  @Test
  void anUploadThatEndsLeavesNothingToRemove() throws IOException {
    try (BucketState state = BucketState.of(settings());
        S3FileSystem fileSystem = S3FileSystem.open(settings())) {
      Files.write(fileSystem.getPath("/large"), new byte[11 << 20]);
      assertThat(fake.count("CreateMultipartUpload")).isEqualTo(1);
      assertThat(fake.count("ListMultipartUploads")).isZero();
      assertThat(state.stale(Instant.now().plus(Duration.ofDays(1)))).isEmpty();
    }
  }

  @Test
  void aProgramKeepsItWhereSystemdOrXdgSay() {
    String home = System.getProperty("user.home");
    assertThat(S3Backend.stateDirectory(Map.of())).isEqualTo(home + "/.local/state/nioftpd");
    assertThat(S3Backend.stateDirectory(Map.of("XDG_STATE_HOME", "/x"))).isEqualTo("/x/nioftpd");
    assertThat(S3Backend.stateDirectory(Map.of("XDG_STATE_HOME", "relative")))
        .isEqualTo(home + "/.local/state/nioftpd");
    assertThat(
            S3Backend.stateDirectory(
                Map.of("STATE_DIRECTORY", "/var/lib/a:/var/lib/b", "XDG_STATE_HOME", "/x")))
        .isEqualTo("/var/lib/a");
  }

  @Test
  void withoutTheSettingNothingIsKept() throws IOException {
    try (S3FileSystem fileSystem = TestBucket.open(fake, "state", "off")) {
      Files.writeString(fileSystem.getPath("/a"), "x");
    }
    assertThat(directory).isEmptyDirectory();
    assertThat(TestBucket.settings(fake).policies().state()).isEmpty();
  }
}
