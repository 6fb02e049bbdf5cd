package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.spi.InsufficientStorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However many uploads there are, and however large: they hold no more than they may. */
final class MemoryTest {

  private static final int MIB = 1 << 20;

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

  private static Memory memory(long bytes) {
    return new Memory(bytes, null, Duration.ZERO);
  }

  @Test
  void whatIsTakenIsGoneUntilItIsGivenBack() throws IOException {
    Memory whole = memory(20 * MIB);
    Memory part = whole.part(30 * MIB);
    assertThat(part.limit()).isEqualTo(20 * MIB);
    part.take(15 * MIB, "/a");
    assertThat(whole.free()).isEqualTo(5 * MIB);
    assertThat(part.tryTake(6 * MIB)).isFalse();
    assertThat(part.tryTake(5 * MIB)).isTrue();
    assertThatThrownBy(() -> part.take(1, "/b"))
        .isInstanceOf(InsufficientStorageException.class)
        .hasMessageStartingWith("/b");
    part.give(20 * MIB);
    assertThat(part.free()).isEqualTo(20 * MIB);
    assertThat(whole.free()).isEqualTo(20 * MIB);
  }

  private Composition composition(Store store, S3Settings settings, String key, Memory memory)
      throws IOException {
    Store.Target target = Store.Target.of(key, "/" + key, Instant.EPOCH);
    return new Composition(store, target, settings.transfers(), memory, null);
  }

  @Test
  void anUploadTooManyIsRefusedAndTheOthersComeToTheirEnd() throws IOException {
    S3Settings settings = TestBucket.settings(fake, "part-size", "5m");
    Memory memory = memory(10 * MIB);
    try (Connection connection = Connection.open(settings)) {
      Store store = new Store(connection.client(), settings);
      try (Composition one = composition(store, settings, "one", memory);
          Composition two = composition(store, settings, "two", memory)) {
        assertThatThrownBy(() -> composition(store, settings, "three", memory))
            .isInstanceOf(InsufficientStorageException.class);
        for (int i = 0; i < 23; i++) {
          one.append(ByteBuffer.allocate(MIB));
          two.append(ByteBuffer.allocate(MIB));
        }
        assertThat(one.complete(false).size()).isEqualTo(23 * MIB);
        assertThat(two.complete(false).size()).isEqualTo(23 * MIB);
      }
      assertThat(memory.free()).isEqualTo(10 * MIB);
    }
  }

  @Test
  void partsGrowSoThatTheirNumberIsEnough() throws IOException {
    fake.smallestPart(0).discardContent(true);
    S3Settings usual = TestBucket.settings(fake);
    S3Settings settings =
        new S3Settings(
            usual.bucket(),
            usual.prefix(),
            usual.store(),
            usual.identity(),
            usual.placement(),
            new S3Settings.Transfers(
                100, 16, 1, usual.transfers().copyPart(), 1, usual.transfers().memory()),
            usual.policies());
    try (Connection connection = Connection.open(settings);
        Composition growing =
            composition(
                new Store(connection.client(), settings), settings, "grown", memory(64 * MIB))) {
      growing.append(ByteBuffer.allocate(100 * (1000 + 2 * 2000 + 8 * 5)));
      growing.complete(false);
      assertThat(fake.count("UploadPart")).isEqualTo(3005);
      assertThat(fake.object("bbb", "grown").size()).isEqualTo(100 * 5040);
    }
  }

  @Test
  void manyLargeUploadsStayWithinTheirBudget() throws Exception {
    fake.discardContent(true);
    int size = 64 * MIB;
    try (S3FileSystem fileSystem =
            TestBucket.open(fake, "memory", "48m", "part-size", "5m", "timeout", "30s");
        ExecutorService uploads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String name = "/f" + i;
        all.add(
            uploads.submit(
                () -> {
                  try (OutputStream out = Files.newOutputStream(fileSystem.getPath(name))) {
                    for (int written = 0; written < size; written += MIB) {
                      out.write(new byte[MIB]);
                    }
                  }
                  return name;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(fake.objects("bbb").values())
        .hasSize(8)
        .allSatisfy(object -> assertThat(object.size()).isEqualTo(size));
  }

  @Test
  void aSmallFileTakesAPieceAndNoPart() {
    Content content = new Content(8 * MIB, new java.util.ArrayDeque<>());
    assertThat(content.fill(ByteBuffer.wrap("hello".getBytes(UTF_8)))).isEqualTo(5);
    assertThat(content.size()).isEqualTo(5);
    assertThat(content.isFull()).isFalse();
  }
}
