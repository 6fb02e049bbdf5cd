package io.github.nioftpd.fs.mount;

import static io.github.nioftpd.fs.mount.MountedFileSystemTest.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.CountingFileSystem;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.security.Patience;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Mounts that open on first use, and unreachable mounts. */
final class LazyMountTest {

  private final AtomicInteger attempts = new AtomicInteger();
  private final FileSystem memory = Trees.memory();
  private volatile boolean down;

  private Path open() throws IOException {
    attempts.incrementAndGet();
    if (down) {
      throw new IOException("connection refused");
    }
    return memory.getPath("/");
  }

  private MountedFileSystem tree(Mount mount) {
    return MountedFileSystem.builder().mount("/", Trees.owned()).mount("/remote", mount).build();
  }

  @Test
  void aMountIsOpenedOnFirstUse() throws IOException {
    try (MountedFileSystem tree = tree(Mount.opened(this::open))) {
      assertThat(names(tree.getPath("/"))).containsExactly("remote");
      assertThat(tree.at(tree.getPath("/remote/f"))).isEqualTo(Capability.WITHOUT_MODES);
      assertThat(tree.in(tree.getPath("/remote"))).isEqualTo(Capability.WITHOUT_MODES);
      assertThat(tree.views(tree.getPath("/remote/f"))).containsExactly("basic");
      assertThat(attempts).hasValue(0);
      Files.writeString(tree.getPath("/remote/f"), "x");
      assertThat(memory.getPath("/f")).hasContent("x");
      assertThat(tree.at(tree.getPath("/remote/f"))).isEqualTo(Capability.ALL);
      assertThat(tree.at(tree.getPath("/remote"))).isEmpty();
      assertThat(tree.in(tree.getPath("/remote"))).isEqualTo(Capability.ALL);
      assertThat(tree.views(tree.getPath("/remote/f"))).contains("unix");
      assertThat(attempts).hasValue(1);
    }
    assertThat(memory.isOpen()).isTrue();
  }

  @Test
  void aMountThatFailsToOpenIsRetriedOnTheNextUse() throws IOException {
    down = true;
    try (MountedFileSystem tree = tree(Mount.opened(this::open).owned())) {
      Path remote = tree.getPath("/remote");
      for (int i = 1; i <= 3; i++) {
        assertThatThrownBy(() -> names(remote))
            .isExactlyInstanceOf(IOException.class)
            .hasMessage("the mount /remote cannot be opened: connection refused");
        assertThat(attempts).hasValue(i);
      }
      down = false;
      assertThat(names(remote)).isEmpty();
      assertThat(names(remote)).isEmpty();
      assertThat(attempts).hasValue(4);
    }
    assertThat(memory.isOpen()).isFalse();
  }

  @Test
  void anUnreachableMountIsADirectoryAndDelaysNoOtherMount() throws IOException {
    down = true;
    try (MountedFileSystem tree = tree(Mount.opened(this::open))) {
      for (int i = 0; i < 10; i++) {
        for (Path entry : entries(tree.getPath("/"))) {
          assertThat(Files.readAttributes(entry, BasicFileAttributes.class).isDirectory()).isTrue();
          assertThat(Files.readAttributes(entry, "isDirectory,size")).hasSize(2);
        }
      }
      assertThat(attempts).hasValue(1);
      down = false;
      Files.writeString(tree.getPath("/remote/f"), "x");
      assertThat(Files.getAttribute(tree.getPath("/remote"), "unix:ino"))
          .isEqualTo(Files.getAttribute(memory.getPath("/"), "unix:ino"));
    }
  }

  private static List<Path> entries(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (var stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries::add);
    }
    return entries;
  }

  @Test
  void aMountThatFailsLaterIsADirectoryUntilItRecovers() throws IOException {
    CountingFileSystem remote = new CountingFileSystem(memory);
    try (MountedFileSystem tree = tree(Mount.of(remote.getPath("/")))) {
      remote.whenAsked(
          (name, path) -> {
            throw new IOException("connection lost");
          });
      assertThat(tree.getPath("/remote")).isDirectory();
      assertThat(tree.getPath("/remote")).isDirectory();
      assertThat(remote.takeQuestions()).hasSize(1);
      assertThatThrownBy(() -> names(tree.getPath("/remote"))).hasMessage("connection lost");
      remote.whenAsked((name, path) -> {});
      assertThat(names(tree.getPath("/remote"))).isEmpty();
      Files.createDirectory(tree.getPath("/remote/d"));
    }
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  @Test
  void concurrentUsersShareOneAttemptToOpen() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Mount slow =
        Mount.opened(
            () -> {
              try {
                go.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              return open();
            });
    down = true;
    List<Future<List<String>>> all = new ArrayList<>();
    List<Thread> waiting = new CopyOnWriteArrayList<>();
    try (MountedFileSystem tree = tree(slow);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        all.add(
            threads.submit(
                () -> {
                  waiting.add(Thread.currentThread());
                  return names(tree.getPath("/remote"));
                }));
      }
      Patience.until(
          "all wait for the same attempt",
          () -> waiting.size() == 50 && waiting.stream().allMatch(LazyMountTest::waits));
      go.countDown();
    }
    assertThat(all).allMatch(one -> one.state() == Future.State.FAILED);
    assertThat(attempts).hasValueLessThan(50);
  }

  @Test
  void concurrentUsersOpenAMountOnce() throws Exception {
    List<Future<List<String>>> all = new ArrayList<>();
    try (MountedFileSystem tree = tree(Mount.opened(this::open));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        all.add(threads.submit(() -> names(tree.getPath("/remote"))));
      }
    }
    assertThat(all).allMatch(one -> one.state() == Future.State.SUCCESS);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void aReadOnlyMountHasNoCapabilitiesBeforeItIsOpen() throws IOException {
    try (MountedFileSystem tree = tree(Mount.opened(this::open).readOnly())) {
      assertThat(tree.at(tree.getPath("/remote/f"))).isEmpty();
      assertThat(names(tree.getPath("/remote"))).isEmpty();
      assertThat(tree.at(tree.getPath("/remote/f"))).isEmpty();
      assertThat(tree.in(tree.getPath("/remote"))).isEmpty();
      assertThat(tree.capabilities()).isEqualTo(Capability.ALL);
    }
  }

  @Test
  void capabilitiesAreThoseOfEachMount() throws IOException {
    CountingFileSystem basic = new CountingFileSystem(memory);
    try (MountedFileSystem tree = tree(Mount.of(basic.getPath("/")))) {
      basic.limitTo(Set.of(Capability.WRITE));
      assertThat(tree.at(tree.getPath("/remote/f"))).containsExactly(Capability.WRITE);
      assertThat(tree.at(tree.getPath("/f"))).isEqualTo(Capability.ALL);
      assertThat(tree.at(tree.getPath("/"))).isEmpty();
      assertThat(tree.in(tree.getPath("/"))).isEqualTo(Capability.ALL);
      assertThat(tree.supportedFileAttributeViews()).contains("basic", "owner", "posix", "unix");
      assertThat(tree.views(tree.getPath("/remote/f"))).containsExactly("basic");
    }
  }
}
