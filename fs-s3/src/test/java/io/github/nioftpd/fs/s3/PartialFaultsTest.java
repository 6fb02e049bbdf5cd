package io.github.nioftpd.fs.s3;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.Presence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partial uploads on a store that fails, forgets or is full of them. */
final class PartialFaultsTest {

  private static final int MIB = 1 << 20;
  private static final OpenOption[] ANEW = {WRITE, CREATE, TRUNCATE_EXISTING};

  private final byte[] whole = new byte[12 * MIB + 3];
  @TempDir Path directory;
  private FakeStore fake;
  private S3FileSystem fileSystem;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    new Random(1).nextBytes(whole);
    fake = FakeStore.start();
    fileSystem = TestBucket.open(fake);
    file = sent(fileSystem, "alice", "/f");
    fake.put("bbb", "f", new byte[3]);
  }

  @AfterEach
  void stop() throws IOException {
    fileSystem.close();
    fake.close();
  }

  private static Path sent(S3FileSystem store, String user, String name) {
    return store.sentBy(store.getPath(name), user).orElseThrow();
  }

  private SeekableByteChannel begin(Path path, int count, OpenOption... options)
      throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(path, options);
    channel.write(ByteBuffer.wrap(whole, 0, count));
    return channel;
  }

  private void breakOff(Path path, int count) throws IOException {
    ((Abortable) begin(path, count, ANEW)).abort();
  }

  private void resume(Path path) throws IOException {
    int at = (int) Files.size(path);
    try (SeekableByteChannel channel = Files.newByteChannel(path, WRITE)) {
      channel.position(at);
      channel.write(ByteBuffer.wrap(whole, at, whole.length - at));
    }
  }

  private List<String> hidden() {
    return fake.objects("bbb").keySet().stream()
        .filter(key -> key.startsWith(PartialUploadStore.DIRECTORY + "/"))
        .toList();
  }

  private void assertNothingIsKept() throws IOException {
    assertThat(Presence.exists(file)).isFalse();
    assertThat(hidden()).isEmpty();
    assertThat(fake.uploads()).isEmpty();
    assertThat(fake.object("bbb", "f").size()).isEqualTo(3);
  }

  @Test
  void aStoreThatFailsDuringTheUploadKeepsNothing() throws IOException {
    fake.on("UploadPart").nth(2).times(100).fail(500, "InternalError");
    SeekableByteChannel channel = Files.newByteChannel(file, ANEW);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                channel.write(ByteBuffer.wrap(whole));
              }
            })
        .isInstanceOf(IOException.class);
    ((Abortable) channel).abort();
    assertNothingIsKept();
  }

  @Test
  void aStoreThatFailsWhenTheUploadBreaksOffKeepsNothing() throws IOException {
    fake.on("PutObject").fail(500, "InternalError");
    breakOff(file, 7 * MIB);
    assertNothingIsKept();
    breakOff(file, 10);
    assertNothingIsKept();
  }

  @Test
  void nothingIsKeptWhereSettingsSaySo() throws IOException {
    try (S3FileSystem atomic = TestBucket.open(fake, "keep-partial", "false")) {
      assertThat(atomic.sentBy(atomic.getPath("/f"), "alice")).isEmpty();
    }
    assertNothingIsKept();
  }

  @Test
  void whatASecondAttemptFailsToSendIsLeftAsItWas() throws IOException {
    breakOff(file, 7 * MIB);
    fake.on("UploadPart").times(100).fail(500, "InternalError");
    assertThatThrownBy(() -> resume(file)).isInstanceOf(IOException.class);
    fake.heal();
    fake.on("CompleteMultipartUpload").times(100).fail(500, "InternalError");
    assertThatThrownBy(() -> resume(file)).isInstanceOf(IOException.class);
    fake.heal();
    assertThat(Files.size(file)).isEqualTo(7 * MIB - 1);
    assertThat(fake.object("bbb", "f").size()).isEqualTo(3);
    resume(file);
    assertThat(fake.object("bbb", "f").bytes()).isEqualTo(whole);
    assertThat(hidden()).isEmpty();
    assertThat(fake.uploads()).isEmpty();
  }

  @Test
  void whatIsRefusedIsLeftAsItWas() throws IOException {
    breakOff(file, 7 * MIB);
    SeekableByteChannel channel = Files.newByteChannel(file, WRITE);
    channel.position(7 * MIB - 1);
    channel.write(ByteBuffer.allocate(9 * MIB));
    ((Abortable) channel).discard();
    assertThat(Files.size(file)).isEqualTo(7 * MIB - 1);
    resume(file);
    assertThat(fake.object("bbb", "f").bytes()).isEqualTo(whole);
  }

  /** A lifecycle rule may end it, or another server. */
  @Test
  void anUploadThatTheStoreHasForgottenIsNotContinued() throws IOException {
    breakOff(file, 7 * MIB);
    fake.forgetUploads();
    assertThatThrownBy(() -> resume(file)).isInstanceOf(NoSuchFileException.class);
    assertNothingIsKept();
    breakOff(file, 7 * MIB);
    hidden().forEach(key -> fake.remove("bbb", key));
    assertThatThrownBy(() -> resume(file)).isInstanceOf(NoSuchFileException.class);
    assertThat(Presence.exists(file)).isFalse();
    assertThat(fake.object("bbb", "f").size()).isEqualTo(3);
  }

  @Test
  void whatIsInTheHiddenDirectoryByChanceIsNotTakenForAnUpload() throws IOException {
    String key = PartialUploadStore.DIRECTORY + "/" + PartialUpload.name("f", "alice");
    fake.put("bbb", key, new byte[100_000]);
    try (S3FileSystem another = TestBucket.open(fake)) {
      Path odd = sent(another, "alice", "/f");
      assertThat(Presence.exists(odd)).isFalse();
      Files.write(odd, whole);
    }
    assertThat(fake.object("bbb", "f").bytes()).isEqualTo(whole);
    assertThat(hidden()).isEmpty();
  }

  @Test
  void theHiddenDirectoryIsNotListed() throws IOException {
    breakOff(file, 10);
    try (var names = Files.newDirectoryStream(fileSystem.getPath("/"))) {
      assertThat(names).map(Path::toString).containsExactly("/f");
    }
    assertThat(hidden()).hasSize(1);
  }

  @Test
  void oldOnesAreRemovedAtTheStart() throws IOException {
    breakOff(file, 7 * MIB);
    fake.clock(() -> Instant.now().minus(Duration.ofHours(25)));
    breakOff(sent(fileSystem, "bob", "/f"), 7 * MIB);
    S3Settings settings = TestBucket.settings(fake, "stale-uploads", "24h");
    try (Connection connection = Connection.open(settings)) {
      Store store = new Store(connection.client(), settings);
      PartialUploadStore partials = new PartialUploadStore(store, settings, Instant::now);
      partials.found(store.check(partials.below(), settings));
      assertThat(new StaleUploads(store, settings, partials, Instant::now).remove()).isZero();
    }
    assertThat(hidden())
        .containsExactly(PartialUploadStore.DIRECTORY + "/" + PartialUpload.name("f", "alice"));
    assertThat(fake.uploads()).hasSize(1);
  }

  /** Its first attempt may be older than the limit, but the last one is not. */
  @Test
  void aYoungOneIsNotRemovedWithOldUploads() throws IOException {
    fake.clock(() -> Instant.now().minus(Duration.ofHours(25)));
    SeekableByteChannel channel = begin(file, 7 * MIB, ANEW);
    fake.clock(Instant::now);
    ((Abortable) channel).abort();
    String kept = fake.uploads().getFirst().id();
    String other = fake.leaveUpload("bbb", "other", Instant.now().minus(Duration.ofHours(25)));
    S3Settings settings =
        TestBucket.settings(fake, "stale-uploads", "24h", "state", directory.toString());
    InstantSource later = () -> Instant.now().plus(Duration.ofHours(25));
    try (Connection connection = Connection.open(settings);
        BucketState state = BucketState.of(settings)) {
      state.begun("f", kept);
      state.left(kept);
      state.begun("other", other);
      state.left(other);
      Store store = new Store(connection.client(), settings, state);
      PartialUploadStore partials = new PartialUploadStore(store, settings, Instant::now);
      partials.found(store.check(partials.below(), settings));
      assertThat(new StaleUploads(store, settings, partials, later).remove()).isEqualTo(1);
    }
    resume(file);
    assertThat(fake.object("bbb", "f").bytes()).isEqualTo(whole);
  }

  @Test
  void aUserHasNoMoreThanAHundred() throws IOException {
    breakOff(sent(fileSystem, "bob", "/x"), 10);
    for (int i = 0; i <= PartialUploadStore.MOST_OF_USER; i++) {
      breakOff(sent(fileSystem, "alice", "/f" + i), 10);
    }
    assertThat(hidden()).hasSize(PartialUploadStore.MOST_OF_USER + 1);
    assertThat(Presence.exists(sent(fileSystem, "alice", "/f0"))).isFalse();
    assertThat(Presence.exists(sent(fileSystem, "alice", "/f1"))).isTrue();
    assertThat(Presence.exists(sent(fileSystem, "bob", "/x"))).isTrue();
  }

  @Test
  void appendingToAnObjectThatIsThereKeepsNothing() throws IOException {
    ((Abortable) begin(file, 7 * MIB, CREATE, APPEND)).abort();
    assertNothingIsKept();
    Path fresh = sent(fileSystem, "alice", "/new");
    ((Abortable) begin(fresh, 7 * MIB, CREATE, APPEND)).abort();
    assertThat(Files.size(fresh)).isEqualTo(7 * MIB - 1);
  }

  @Test
  void whatWasSentToItsEndIsContinuedWithNothing() throws IOException {
    breakOff(file, 7 * MIB);
    SeekableByteChannel channel = Files.newByteChannel(file, WRITE);
    channel.position(channel.size());
    channel.close();
    assertThat(fake.object("bbb", "f").bytes()).isEqualTo(Arrays.copyOf(whole, 7 * MIB - 1));
    assertThat(Presence.exists(file)).isFalse();
    assertThat(hidden()).isEmpty();
  }

  /** Tags of stores, and checksums that newer ones want to have back. */
  @Test
  void whatAPartIsNamedByIsKept() throws IOException {
    var part =
        software.amazon.awssdk.services.s3.model.CompletedPart.builder()
            .partNumber(7)
            .eTag("\"a b=\"")
            .checksumCRC64NVME("x+/=")
            .build();
    PartialUpload remains = new PartialUpload("ä\n %", "i d", Instant.EPOCH, 9, 5, List.of(part));
    assertThat(PartialUpload.read(new java.io.ByteArrayInputStream(remains.head())))
        .isEqualTo(remains);
  }
}
