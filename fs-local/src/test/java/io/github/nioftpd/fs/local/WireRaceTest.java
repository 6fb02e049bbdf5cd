package io.github.nioftpd.fs.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.security.Descriptors;
import io.github.nioftpd.security.Patience;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions upload, download, list and create directories while an attacker swaps a directory and a
 * link.
 */
@DisplayName("Races with symbolic links")
@EnabledOnOs(OS.LINUX)
class WireRaceTest {

  private static final long DURATION = 3_000_000_000L;
  private static final long LONGEST = 20 * DURATION;
  private static final int LEAST = 50;
  private static final String SECRET = "secret-of-somebody-else";

  @TempDir Path temporary;
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingOutsideIsReachedThroughASession(boolean atomicUploads) throws Exception {
    Path root = Files.createDirectory(temporary.resolve("root"));
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("file"), SECRET);
    Files.writeString(outside.resolve("only-outside"), SECRET);
    Files.createDirectory(root.resolve("swapped"));
    Files.writeString(root.resolve("swapped/file"), "mine");
    Files.createSymbolicLink(root.resolve("hidden-link"), outside);
    long began = System.nanoTime();
    BooleanSupplier running = () -> goesOn(System.nanoTime() - began);
    try (LocalFileSystem files =
            LocalFileSystemTest.open(
                root, ConfinementKind.KERNEL, Symlinks.WITHIN_ROOT, atomicUploads);
        TestFtp ftp = TestFtp.start(files, builder -> builder);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      ftp.login().close();
      Patience.until("the session ends", () -> ftp.server().sessions().isEmpty());
      long open = Descriptors.open();
      List<Future<?>> all = new ArrayList<>();
      all.add(threads.submit(HostTrees.swap(root.resolve("swapped"), running)));
      for (int i = 0; i < 3; i++) {
        String name = "s" + i;
        all.add(threads.submit(session(ftp, name, running)));
      }
      for (Future<?> future : all) {
        future.get();
      }
      Patience.until("all sessions end", () -> ftp.server().sessions().isEmpty());
      Patience.until("descriptors are closed", () -> Descriptors.open() <= open);
    }
    try (Stream<Path> names = Files.list(outside)) {
      assertThat(names).hasSize(2);
    }
    assertThat(outside.resolve("file")).hasContent(SECRET);
    assertThat(done.get()).as("commands that worked").isGreaterThan(LEAST);
    assertThat(refused.get()).as("commands that were refused").isGreaterThan(LEAST);
  }

  /** A busy machine needs more time for the same number of operations. */
  private boolean goesOn(long time) {
    return time < DURATION || (time < LONGEST && (done.get() <= LEAST || refused.get() <= LEAST));
  }

  private Callable<Void> session(TestFtp ftp, String name, BooleanSupplier running) {
    return () -> {
      try (RawClient client = ftp.login()) {
        while (running.getAsBoolean()) {
          transfer(client, "STOR swapped/" + name, "mine");
          transfer(client, "RETR swapped/file", "");
          transfer(client, "NLST swapped", "");
          transfer(client, "LIST swapped", "");
          count(client.command("MKD swapped/d" + name));
          count(client.command("RMD swapped/d" + name));
          count(client.command("DELE swapped/only-outside"));
          count(client.command("SIZE swapped/only-outside"));
          count(client.command("SITE CHMOD 777 swapped"));
          count(client.command("RNFR swapped/only-outside"));
          assertThat(client.command("STAT swapped")).doesNotContain("only-outside");
        }
      }
      return null;
    };
  }

  private void count(String reply) {
    assertThat(reply).matches("[2345].*");
    assertThat(reply).doesNotContain("only-outside", "/proc");
    (reply.startsWith("2") ? done : refused).incrementAndGet();
  }

  private void transfer(RawClient client, String line, String content) throws IOException {
    try (Socket data = client.passive()) {
      String reply = client.command(line);
      if (!reply.startsWith("150 ")) {
        count(reply);
        return;
      }
      data.getOutputStream().write(content.getBytes(UTF_8));
      data.shutdownOutput();
      String got = new String(data.getInputStream().readAllBytes(), UTF_8);
      assertThat(got).doesNotContain(SECRET, "only-outside");
      count(client.reply());
    }
  }
}
