package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is down, silent or slow, or goes away in the middle of something. */
final class RemoteFaultsTest {

  private static final int SIZE = 4 << 20;

  /** After which a server is silent, where one is; elsewhere a loaded machine has its time. */
  private static final String SHORT = "2s";

  private static final String LONG = "1m";

  @TempDir Path directory;

  private Rig rig;
  private Wire wire;
  private VfsFileSystem fileSystem;

  private void open(String kind, String timeout) throws IOException {
    rig = kind.equals("sftp") ? Rig.mina(directory) : Rig.ftp(directory);
    int port = Integer.parseInt(rig.location().apply("").replaceAll(".*:([0-9]+)/.*", "$1"));
    wire = new Wire(port);
    Rig behind =
        new Rig(
            rig.server(),
            rig.files(),
            name -> rig.location().apply(name).replace(":" + port, ":" + wire.port()),
            rig.settings());
    fileSystem = behind.open("timeout", timeout);
  }

  @AfterEach
  void close() throws Exception {
    fileSystem.close();
    wire.close();
    rig.close();
  }

  private Path path(String text) {
    return fileSystem.getPath(text);
  }

  private static void assertFailsInTime(Callable<?> action) {
    long start = System.nanoTime();
    assertThatThrownBy(action::call).isInstanceOf(IOException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  /** Tries until it works, as a user does. */
  private static <T> T eventually(Callable<T> action) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try {
        return action.call();
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sftp", "ftp"})
  void aServerThatIsDownIsAFailureAndTheNextTryWorks(String kind) throws Exception {
    open(kind, LONG);
    Files.writeString(path("/a"), "x");
    wire.cut();
    assertFailsInTime(() -> Files.readString(path("/a")));
    assertFailsInTime(() -> Files.size(path("/a")));
    assertFailsInTime(() -> Files.createDirectory(path("/d")));
    wire.mend();
    assertThat(Files.readString(path("/a"))).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sftp", "ftp"})
  void connectionsThatBrokeWhileNobodyLookedAreMadeAgain(String kind) throws Exception {
    open(kind, LONG);
    Files.writeString(path("/a"), "x");
    wire.cut();
    wire.mend();
    assertThat(eventually(() -> Files.readString(path("/a")))).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sftp", "ftp"})
  void aServerThatNeverAnswersIsAFailureInTime(String kind) throws Exception {
    open(kind, SHORT);
    Files.writeString(path("/a"), "x");
    wire.swallow();
    assertFailsInTime(() -> Files.size(path("/a")));
    assertFailsInTime(() -> Files.readString(path("/a")));
    wire.mend();
    assertThat(eventually(() -> Files.readString(path("/a")))).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sftp", "ftp"})
  void aSlowServerIsNoFailure(String kind) throws Exception {
    open(kind, LONG);
    wire.drip();
    byte[] content = new byte[100_000];
    Arrays.fill(content, (byte) 7);
    Files.write(path("/a"), content);
    assertThat(Files.readAllBytes(path("/a"))).isEqualTo(content);
  }

  @Test
  void aDownloadThatIsCutIsNoEndOfFile() throws Exception {
    open("sftp", LONG);
    Files.write(path("/a"), new byte[SIZE]);
    try (InputStream in = Files.newInputStream(path("/a"))) {
      in.readNBytes(1000);
      wire.cutAfter(SIZE / 4);
      assertFailsInTime(in::readAllBytes);
    }
    wire.mend();
    assertThat(eventually(() -> Files.readAllBytes(path("/a")))).hasSize(SIZE);
  }

  @Test
  void anUploadThatIsCutIsNotComplete() throws Exception {
    open("sftp", LONG);
    wire.cutAfter(SIZE / 4);
    assertFailsInTime(() -> Files.write(path("/a"), new byte[SIZE]));
    wire.mend();
    assertThat(eventually(() -> sizeOf("/a"))).isLessThan(SIZE);
    assertThat(eventually(() -> Files.write(path("/a"), new byte[SIZE]))).isEqualTo(path("/a"));
    assertThat(Files.size(path("/a"))).isEqualTo(SIZE);
  }

  private long sizeOf(String path) throws IOException {
    return Files.exists(path(path)) ? Files.size(path(path)) : 0;
  }

  @Test
  void anUploadThatTheServerStopsTakingEndsInTime() throws Exception {
    open("sftp", SHORT);
    try (OutputStream out = Files.newOutputStream(path("/a"))) {
      out.write(new byte[1000]);
      wire.swallow();
      assertFailsInTime(
          () -> {
            out.write(new byte[2 * SIZE]);
            out.close();
            return out;
          });
    }
    wire.mend();
    assertThat(eventually(() -> sizeOf("/a"))).isLessThan(SIZE);
  }

  @Test
  void aSessionOfOursOutlivesATransferThatIsCut() throws Exception {
    open("sftp", LONG);
    Files.write(path("/a"), new byte[SIZE]);
    try (TestFtp ftp = TestFtp.start(fileSystem, UnaryOperator.identity());
        RawClient client = ftp.login()) {
      client.command("TYPE I");
      try (Socket data = client.passive()) {
        wire.cutAfter(SIZE / 4);
        client.send("RETR a\r\n");
        assertThat(client.reply()).startsWith("150");
        assertThatThrownBy(() -> data.getInputStream().readAllBytes())
            .hasMessage("Connection reset");
      }
      assertThat(client.reply()).startsWith("451");
      client.say("SIZE a").expect(451);
      client.say("MKD d").expect(451);
      client.say("NOOP").expect(200);
      wire.mend();
      assertThat(client.command("SIZE a")).isEqualTo("213 " + SIZE);
      assertThat(client.download("RETR a")).hasSize(SIZE);
      fileSystem.close(); // before the sockets left are counted
    }
  }
}
