package io.github.nioftpd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data whose size a client controls is bounded or streamed. */
final class BoundsTest {

  private static SyntheticFileSystem files(int count, IntFunction<String> names) {
    return new SyntheticFileSystem(
        count,
        names,
        path -> {
          throw new NoSuchFileException(path.toString());
        });
  }

  private static TestFtp serve(SyntheticFileSystem fileSystem) throws IOException {
    return TestFtp.start(fileSystem, UnaryOperator.identity());
  }

  @Test
  void aListingIsStreamedBeforeItsEndIsKnown() throws IOException {
    CountDownLatch firstLineCame = new CountDownLatch(1);
    SyntheticFileSystem fileSystem =
        files(
            100_000,
            i -> {
              if (i == 50_000) {
                await(firstLineCame);
              }
              return "f" + i;
            });
    try (TestFtp ftp = serve(fileSystem);
        RawClient client = ftp.login();
        Socket data = client.passive();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(data.getInputStream(), UTF_8))) {
      client.say("MLSD").expect(150);
      assertThat(lines.readLine()).endsWith(" f0");
      assertThat(fileSystem.yielded).hasValueLessThanOrEqualTo(50_001);
      firstLineCame.countDown();
      assertThat(lines.lines()).hasSize(99_999);
      client.expect(226);
      assertThat(fileSystem.openStreams).hasValue(0);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anEndlessListingNeedsNoMemoryAndEndsWithItsClient() throws IOException {
    SyntheticFileSystem endless = files(Integer.MAX_VALUE, i -> "f" + i);
    try (TestFtp ftp = serve(endless);
        RawClient client = ftp.login()) {
      for (String command : new String[] {"LIST", "NLST", "MLSD", "NLST f*"}) {
        try (Socket data = client.passive()) {
          client.say(command).expect(150);
          assertThat(data.getInputStream().readNBytes(5_000_000)).hasSize(5_000_000);
        }
        client.expect(426);
        assertThat(endless.openStreams).hasValue(0);
      }
    }
  }

  @Test
  void aborEndsASearchThatFindsNothing() throws IOException {
    CountDownLatch searching = new CountDownLatch(1);
    SyntheticFileSystem endless =
        files(
            Integer.MAX_VALUE,
            i -> {
              searching.countDown();
              return "f";
            });
    try (TestFtp ftp = serve(endless);
        RawClient client = ftp.login();
        Socket data = client.passive()) {
      assertThat(data.isConnected()).isTrue();
      client.say("NLST x*").expect(150);
      await(searching);
      client.say("ABOR").expect(426);
      client.expect(226);
      assertThat(endless.openStreams).hasValue(0);
    }
  }

  @Test
  void statListsAThousandEntriesAndReportsTheLimit() throws IOException {
    SyntheticFileSystem endless = files(Integer.MAX_VALUE, i -> "f" + i);
    try (TestFtp ftp = serve(endless);
        RawClient client = ftp.login()) {
      String reply = client.command("STAT /");
      assertThat(reply.lines()).hasSize(1002);
      assertThat(reply).startsWith("213-").contains("Only the first 1000 entries");
      assertThat(endless.openStreams).hasValue(0);
      client.say("NOOP").expect(200);
    }
    try (TestFtp ftp = serve(files(1000, i -> "f" + i));
        RawClient client = ftp.login()) {
      assertThat(client.command("STAT /").lines())
          .hasSize(1002)
          .last()
          .isEqualTo("213 End of status.");
    }
  }

  @Test
  void aRecursiveListingOverTheLimitIsAborted() throws IOException {
    try (TestFtp ftp = serve(files(100_001, i -> "f" + i));
        RawClient client = ftp.login();
        Socket data = client.passive()) {
      client.say("NLST -R").expect(150);
      assertThatThrownBy(() -> data.getInputStream().readAllBytes())
          .as("an orderly end would look like a complete listing")
          .hasMessage("Connection reset");
      client.expect(451);
    }
    try (TestFtp ftp = serve(files(100_000, i -> "f" + i));
        RawClient client = ftp.login()) {
      assertThat(new String(client.download("NLST -R"), UTF_8).lines()).hasSize(100_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LIST", "NLST", "MLSD", "LIST -R", "STAT /"})
  void aListingThatFailsIsNeverComplete(String command) throws IOException {
    SyntheticFileSystem breaking =
        files(
            10,
            i -> {
              if (i == 7) {
                throw new DirectoryIteratorException(new NoSuchFileException("/"));
              }
              return "f" + i;
            });
    try (TestFtp ftp = serve(breaking);
        RawClient client = ftp.login();
        Socket data = client.passive()) {
      String reply = client.command(command);
      if (!command.startsWith("STAT")) {
        assertThat(reply).startsWith("150 ");
        assertThatThrownBy(() -> data.getInputStream().readAllBytes())
            .hasMessage("Connection reset");
        reply = client.reply();
      }
      assertThat(reply).startsWith("451 ");
      assertThat(breaking.openStreams).hasValue(0);
    }
  }

  @Test
  void anUnreadableEntryIsOmitted() throws IOException {
    try (TestFtp ftp = serve(files(3, i -> i == 1 ? "secret" : "f" + i));
        RawClient client = ftp.login()) {
      assertThat(new String(client.download("LIST"), UTF_8).lines()).hasSize(2);
      assertThat(new String(client.download("MLSD"), UTF_8).lines()).hasSize(2);
      assertThat(client.command("STAT /").lines()).hasSize(4);
    }
  }

  @Test
  void stouGivesUpWhenEveryNameIsTaken() throws IOException {
    AtomicInteger attempts = new AtomicInteger();
    SyntheticFileSystem full =
        new SyntheticFileSystem(
            0,
            i -> "",
            path -> {
              attempts.incrementAndGet();
              throw new FileAlreadyExistsException(path.toString());
            });
    try (TestFtp ftp = serve(full);
        RawClient client = ftp.login()) {
      client.passivePort();
      client.say("STOU").expect(450);
      assertThat(attempts).hasValue(50);
    }
  }
}
