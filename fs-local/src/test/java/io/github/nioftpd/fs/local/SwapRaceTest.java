package io.github.nioftpd.fs.local;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An attacker on the host swaps directories with links to the outside while sessions run. */
@EnabledOnOs(OS.LINUX)
class SwapRaceTest {

  private static final long DURATION = 3_000_000_000L;
  private static final long LONGEST = 20 * DURATION;
  private static final int LEAST = 500;
  private static final String SECRET = "secret";

  @TempDir Path temporary;
  private Path root;
  private Path outside;
  private final AtomicLong reached = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  @BeforeEach
  void makeTrees() throws IOException {
    root = Files.createDirectory(temporary.resolve("root"));
    outside = Files.createDirectory(temporary.resolve("outside"));
    Files.createDirectory(outside.resolve("sub"));
    Files.createDirectory(outside.resolve("victim-directory"));
    for (String name : List.of("file", "victim", "only-outside", "sub/file")) {
      Files.writeString(outside.resolve(name), SECRET);
    }
    Files.createDirectories(root.resolve("a/swapped/sub"));
    Files.writeString(root.resolve("a/swapped/file"), "mine");
    Files.writeString(root.resolve("a/swapped/sub/file"), "mine");
    Files.createSymbolicLink(root.resolve("a/hidden-link"), outside);
    Files.createDirectory(root.resolve("pointed"));
    Files.writeString(root.resolve("pointed/file"), "mine");
    Files.createSymbolicLink(root.resolve("pointer"), Path.of("pointed"));
    Files.writeString(root.resolve("leaf"), "mine");
    Files.writeString(root.resolve("a/mine"), "mine");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingOutsideIsReachedDuringSwaps(boolean atomicUploads) throws Exception {
    Map<String, String> before = HostTrees.snapshot(outside, root);
    long began = System.nanoTime();
    BooleanSupplier running = () -> goesOn(System.nanoTime() - began);
    try (LocalFileSystem fileSystem =
            LocalFileSystemTest.open(
                root, ConfinementKind.KERNEL, Symlinks.WITHIN_ROOT, atomicUploads);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> all = new ArrayList<>();
      all.add(threads.submit(HostTrees.swap(root.resolve("a/swapped"), running)));
      all.add(threads.submit(swapPointer(running)));
      all.add(threads.submit(swapLeaf(running)));
      for (int i = 0; i < 4; i++) {
        String name = "s" + i;
        all.add(threads.submit(session(fileSystem, name, running)));
      }
      for (Future<?> future : all) {
        future.get();
      }
    }
    assertThat(HostTrees.snapshot(outside, root)).isEqualTo(before);
    assertThat(reached.get()).as("operations that worked").isGreaterThan(LEAST);
    assertThat(refused.get()).as("operations that were refused").isGreaterThan(LEAST);
  }

  /** A busy machine needs more time for the same number of operations. */
  private boolean goesOn(long time) {
    return time < DURATION
        || (time < LONGEST && (reached.get() <= LEAST || refused.get() <= LEAST));
  }

  /** Replaces a link atomically, with an inside and an outside target in turn. */
  private Callable<Void> swapPointer(BooleanSupplier running) {
    Path spare = root.resolve("spare");
    return () -> {
      for (int i = 0; running.getAsBoolean(); i++) {
        Path target = i % 2 == 0 ? outside : i % 4 == 1 ? Path.of("pointed") : root.resolve("a");
        Files.createSymbolicLink(spare, target);
        Files.move(spare, root.resolve("pointer"), ATOMIC_MOVE);
      }
      return null;
    };
  }

  private Callable<Void> swapLeaf(BooleanSupplier running) {
    Path spare = root.resolve("spare-leaf");
    return () -> {
      for (int i = 0; running.getAsBoolean(); i++) {
        if (i % 2 == 0) {
          Files.createSymbolicLink(spare, outside.resolve("file"));
        } else {
          Files.writeString(spare, "mine");
        }
        Files.move(spare, root.resolve("leaf"), ATOMIC_MOVE);
      }
      return null;
    };
  }

  private Callable<Void> session(FileSystem fileSystem, String name, BooleanSupplier running) {
    List<String> directories = List.of("/a/swapped", "/a/swapped/sub", "/pointer");
    return () -> {
      while (running.getAsBoolean()) {
        String directory = directories.get(ThreadLocalRandom.current().nextInt(directories.size()));
        for (int what = 0; what < 10; what++) {
          try {
            act(fileSystem.getPath(directory), name, what);
            reached.incrementAndGet();
          } catch (FileSystemException | DirectoryIteratorException e) {
            refused.incrementAndGet();
          }
        }
      }
      return null;
    };
  }

  private static void act(Path directory, String name, int what) throws IOException {
    switch (what) {
      case 0 -> upload(directory.resolve(name));
      case 1 -> Files.createDirectory(directory.resolve(name + "-made"));
      case 2 -> list(directory);
      case 3 -> requireMine(directory.resolve("file"));
      case 4 -> Files.delete(directory.resolve("victim"));
      case 5 -> Files.deleteIfExists(directory.resolve(name + "-made"));
      case 6 -> Files.delete(directory.resolve("victim-directory"));
      case 7 -> Files.move(directory.resolve("victim"), directory.resolve("/" + name));
      case 8 -> requireMine(directory.resolve("/leaf"));
      default -> upload(directory.resolve("/leaf"));
    }
  }

  private static void upload(Path file) throws IOException {
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, CREATE, TRUNCATE_EXISTING, WRITE)) {
      channel.write(ByteBuffer.wrap("mine".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
  }

  private static void requireMine(Path file) throws IOException {
    assertThat(Files.readString(file)).isNotEqualTo(SECRET);
  }

  private static void list(Path directory) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        assertThat(entry.getFileName().toString()).isNotEqualTo("only-outside");
        try {
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (FileSystemException e) {
          // Another session may have deleted the entry; the listing goes on.
          assertThat(e.getMessage()).doesNotContain("/proc");
        }
      }
    }
  }
}
