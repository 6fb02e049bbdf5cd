package io.github.nioftpd.server.homes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lifetime of the file system of a home. An archive represents any store. */
final class HomesTest {

  @TempDir Path directory;
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private final Homes homes = new Homes(() -> now);

  @AfterEach
  void close() {
    homes.close();
  }

  private HomeKey archive(String name) {
    return new HomeKey("zip:" + directory.resolve(name), Map.of());
  }

  private FileSystem visit(HomeKey place) throws IOException {
    FileSystem files = homes.enter(place);
    homes.leave();
    return files;
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  /** Enters on another thread, like another session. */
  private FileSystem enterElsewhere(HomeKey place) throws InterruptedException, ExecutionException {
    FutureTask<FileSystem> entering = new FutureTask<>(() -> homes.enter(place));
    Thread.ofVirtual().start(entering);
    return entering.get();
  }

  @Test
  void aLoginWithinAMinuteReusesTheStore() throws IOException {
    FileSystem first = visit(archive("a"));
    pass(Duration.ofSeconds(59));
    assertThat(visit(archive("a"))).isSameAs(first);
    pass(Duration.ofSeconds(59));
    assertThat(first.isOpen()).as("each use restarts the minute").isTrue();
    assertThat(visit(archive("a"))).isSameAs(first);
  }

  @Test
  void aStoreUnusedForAMinuteIsClosedByTheNextSessionEnd() throws IOException {
    FileSystem first = visit(archive("a"));
    pass(Duration.ofSeconds(60));
    assertThat(first.isOpen()).isTrue();
    homes.leave(); // a session that was nowhere
    assertThat(first.isOpen()).isFalse();
    assertThat(homes.open()).isZero();
    assertThat(visit(archive("a"))).isNotSameAs(first);
  }

  @Test
  void aLaterLoginReopensTheStore() throws IOException {
    FileSystem first = visit(archive("a"));
    pass(Duration.ofSeconds(61));
    FileSystem second = homes.enter(archive("a"));
    assertThat(first.isOpen()).isFalse();
    assertThat(second.isOpen()).isTrue();
  }

  @Test
  void aStoreInUseStaysOpen() throws Exception {
    FileSystem files = enterElsewhere(archive("a"));
    assertThat(visit(archive("a"))).isSameAs(files);
    pass(Duration.ofDays(1));
    visit(archive("b"));
    assertThat(files.isOpen()).isTrue();
  }

  @Test
  void ofMoreThan64UnusedStoresTheOldestIsClosed() throws IOException {
    List<FileSystem> all = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      all.add(visit(archive("a" + i)));
    }
    visit(archive("a0")); // now a1 is the longest empty
    assertThat(homes.open()).isEqualTo(64);
    visit(archive("b"));
    assertThat(homes.open()).isEqualTo(64);
    assertThat(all.get(0).isOpen()).isTrue();
    assertThat(all.get(1).isOpen()).isFalse();
    assertThat(all.get(2).isOpen()).isTrue();
  }

  @Test
  void aLocalDiskIsClosedAtOnce() throws IOException {
    assertThat(visit(new HomeKey(directory.toString(), Map.of())).isOpen()).isFalse();
    assertThat(homes.open()).isZero();
  }

  @Test
  void aStoreThatCannotBeOpenedIsNotKept() {
    HomeKey wrong = new HomeKey("zip:" + directory.resolve("a"), Map.of("wrong", "x"));
    assertThatThrownBy(() -> homes.enter(wrong)).hasMessageContaining("no setting");
    assertThat(homes.open()).isZero();
  }

  @Test
  void otherSettingsAreAnotherHome() throws IOException {
    Path path = directory.resolve("a");
    FileSystem first = homes.enter(new HomeKey("memory:", Map.of("size", "1m")));
    assertThat(homes.enter(new HomeKey("memory:", Map.of("size", "2m")))).isNotSameAs(first);
    assertThat(path).doesNotExist();
  }

  @Test
  void afterARenewalStoresAreReopenedAndThoseInUseStayOpen() throws Exception {
    FileSystem empty = visit(archive("a"));
    FileSystem memory = visit(new HomeKey("memory:", Map.of()));
    FileSystem used = homes.enter(archive("b"));
    homes.renew();
    assertThat(empty.isOpen()).isFalse();
    assertThat(used.isOpen()).isTrue();
    assertThat(homes.open()).as("memory").isOne();
    homes.leave();
    assertThat(used.isOpen()).as("not kept open").isFalse();
    assertThat(visit(archive("b"))).isNotSameAs(used);
    assertThat(visit(new HomeKey("memory:", Map.of()))).isSameAs(memory);
  }

  @Test
  void closingAllEndsEveryUseOfAStore() throws Exception {
    FileSystem used = homes.enter(archive("a"));
    homes.renew();
    FileSystem empty = visitElsewhere(archive("b"));
    homes.close();
    assertThat(used.isOpen()).isFalse();
    assertThat(empty.isOpen()).isFalse();
    homes.leave();
    assertThat(homes.open()).isZero();
  }

  private FileSystem visitElsewhere(HomeKey place) throws InterruptedException, ExecutionException {
    FutureTask<FileSystem> visiting = new FutureTask<>(() -> visit(place));
    Thread.ofVirtual().start(visiting);
    return visiting.get();
  }
}
