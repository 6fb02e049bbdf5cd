package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.BusyException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
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

  private static MemoryBudget memory(long bytes, long reserve) {
    return new MemoryBudget(bytes, reserve, Duration.ZERO);
  }

  @Test
  void whatIsTakenIsGoneUntilItIsGivenBack() {
    MemoryBudget whole = memory(20 * MIB, 0);
    MemoryBudget part = whole.part(30 * MIB, 0);
    assertThat(part.limit()).isEqualTo(20 * MIB);
    assertThat(part.tryTake(15 * MIB)).isTrue();
    assertThat(whole.free()).isEqualTo(5 * MIB);
    assertThat(part.tryTake(6 * MIB)).isFalse();
    assertThat(part.tryTake(5 * MIB)).isTrue();
    part.give(20 * MIB);
    assertThat(part.free()).isEqualTo(20 * MIB);
    assertThat(whole.free()).isEqualTo(20 * MIB);
  }

  @Test
  void theReserveIsForTheUploadThatWaitsLongest() throws IOException {
    MemoryBudget memory = memory(10 * MIB, 4 * MIB);
    try (MemoryShare one = memory.share("/one");
        MemoryShare two = memory.share("/two")) {
      one.take(3 * MIB);
      two.take(3 * MIB);
      assertThat(two.tryTake(1)).isFalse();
      two.take(MIB); // it waits, and is the first
      two.take(3 * MIB);
      assertThatThrownBy(() -> one.take(1))
          .isInstanceOf(BusyException.class)
          .hasMessageStartingWith("/one");
      two.give(7 * MIB);
      one.take(3 * MIB);
    }
    assertThat(memory.free()).isEqualTo(10 * MIB);
  }

  /** By piece, each would get little at a time, and some nothing for a minute. */
  @Test
  void uploadsTakeTurnsByParts() throws Exception {
    MemoryBudget memory = new MemoryBudget(4 * MIB, 0, Duration.ofSeconds(30));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        MemoryShare older = memory.share("/older");
        MemoryShare younger = memory.share("/younger");
        MemoryShare holder = memory.share("/holder")) {
      holder.take(4 * MIB);
      Future<?> waits =
          threads.submit(
              () -> {
                younger.take(2 * MIB);
                return null;
              });
      while (!memory.isWanted()) {
        Thread.onSpinWait();
      }
      holder.give(MIB);
      assertThat(holder.tryTake(MIB)).isFalse(); // its part was begun last
      assertThat(older.tryTake(MIB)).isTrue();
      older.nextTurn();
      holder.give(MIB);
      assertThat(older.tryTake(MIB)).isFalse();
      assertThat(waits.isDone()).isFalse();
      holder.give(2 * MIB);
      waits.get();
    }
    assertThat(memory.free()).isEqualTo(4 * MIB);
  }

  @Test
  void anUploadThatWaitsGoesOnWhenAnotherHasEnded() throws Exception {
    MemoryBudget memory = new MemoryBudget(4 * MIB, MIB, Duration.ofSeconds(30));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        MemoryShare waiting = memory.share("/waiting")) {
      MemoryShare one = memory.share("/one");
      one.take(3 * MIB);
      one.take(MIB); // the reserve
      Future<?> taken =
          threads.submit(
              () -> {
                waiting.take(2 * MIB);
                return null;
              });
      while (!memory.isWanted()) {
        Thread.onSpinWait();
      }
      assertThat(memory.tryTake(1)).isFalse();
      one.close();
      taken.get();
    }
    assertThat(memory.free()).isEqualTo(4 * MIB);
  }

  private UploadAssembler assembler(
      Store store, S3Settings settings, String key, MemoryBudget memory) throws IOException {
    Store.Target target = Store.Target.of(key, "/" + key, Instant.EPOCH);
    return new UploadAssembler(store, target, settings.transfers(), memory, null);
  }

  /** Their half-filled parts hold all the memory, until one can complete its part. */
  @Test
  void uploadsThatWaitForEachOtherComeToTheirEnd() throws Exception {
    fake.discardContent(true);
    S3Settings settings = TestBucket.settings(fake);
    MemoryBudget memory = new MemoryBudget(12 * MIB, 5 * MIB, Duration.ofSeconds(30));
    CyclicBarrier halfway = new CyclicBarrier(6);
    try (Connection connection = Connection.open(settings);
        ExecutorService uploads = Executors.newVirtualThreadPerTaskExecutor()) {
      Store store = new Store(connection.client(), settings);
      List<Future<Long>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        String key = "f" + i;
        all.add(
            uploads.submit(
                () -> {
                  try (UploadAssembler one = assembler(store, settings, key, memory)) {
                    one.append(ByteBuffer.allocate(MIB));
                    halfway.await();
                    one.append(ByteBuffer.allocate(22 * MIB));
                    return one.complete(false).size();
                  }
                }));
      }
      for (Future<Long> one : all) {
        assertThat(one.get()).isEqualTo(23 * MIB);
      }
    }
    assertThat(memory.free()).isEqualTo(12 * MIB);
  }

  /** 22 of 30 were refused when each took the memory of a part with its first byte. */
  @Test
  void manySmallUploadsAtOnceNeedLittleMemory() throws Exception {
    MemoryBudget memory = memory(16 * MIB, 5 * MIB);
    S3Settings settings = TestBucket.settings(fake);
    List<UploadAssembler> all = new ArrayList<>();
    try (Connection connection = Connection.open(settings)) {
      Store store = new Store(connection.client(), settings);
      for (int i = 0; i < 50; i++) {
        all.add(assembler(store, settings, "f" + i, memory));
        all.getLast().append(ByteBuffer.allocate(20_000));
      }
      for (UploadAssembler one : all) {
        one.append(ByteBuffer.allocate(20_000));
        assertThat(one.complete(false).size()).isEqualTo(40_000);
        one.close();
      }
    }
    assertThat(memory.free()).isEqualTo(16 * MIB);
  }

  /** A part that has grown is cut short rather than waiting for more than there is. */
  @Test
  void partsThatHaveGrownDoNotNeedMoreThanThereIs() throws Exception {
    fake.smallestPart(0).discardContent(true);
    S3Settings settings = withPartSize(PartContent.PIECE);
    MemoryBudget memory = new MemoryBudget(4 * MIB, PartContent.PIECE, Duration.ofSeconds(30));
    try (Connection connection = Connection.open(settings);
        ExecutorService uploads = Executors.newVirtualThreadPerTaskExecutor()) {
      Store store = new Store(connection.client(), settings);
      List<Future<Long>> all = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        String key = "f" + i;
        all.add(
            uploads.submit(
                () -> {
                  try (UploadAssembler one = assembler(store, settings, key, memory)) {
                    for (int written = 0; written < 352; written++) {
                      one.append(ByteBuffer.allocate(MIB)); // 1000, 2000 and 8 of 8 times
                    }
                    return one.complete(false).size();
                  }
                }));
      }
      for (Future<Long> one : all) {
        assertThat(one.get()).isEqualTo(352L * MIB);
      }
    }
    assertThat(memory.free()).isEqualTo(4 * MIB);
  }

  private S3Settings withPartSize(long size) throws IOException {
    S3Settings usual = TestBucket.settings(fake);
    return new S3Settings(
        usual.bucket(),
        usual.prefix(),
        usual.store(),
        usual.identity(),
        usual.options(),
        new S3Settings.Transfers(
            size, 16, 1, usual.transfers().copyPart(), 1, usual.transfers().memory()),
        usual.policies());
  }

  @Test
  void partsGrowSoThatTheirNumberIsEnough() throws IOException {
    fake.smallestPart(0).discardContent(true);
    S3Settings settings = withPartSize(100);
    try (Connection connection = Connection.open(settings);
        UploadAssembler growing =
            assembler(
                new Store(connection.client(), settings),
                settings,
                "grown",
                memory(64 * MIB, 100))) {
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
      for (int i = 0; i < 32; i++) {
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
        .hasSize(32)
        .allSatisfy(object -> assertThat(object.size()).isEqualTo(size));
  }

  @Test
  void aSmallFileTakesAPieceAndNoPart() {
    PartContent content = new PartContent(8 * MIB);
    content.add(new byte[PartContent.PIECE]);
    assertThat(content.fill(ByteBuffer.wrap("hello".getBytes(UTF_8)))).isEqualTo(5);
    assertThat(content.size()).isEqualTo(5);
    assertThat(content.isFull()).isFalse();
    assertThat(content.needsPiece()).isFalse();
  }
}
