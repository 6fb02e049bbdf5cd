package io.github.nioftpd.fs.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.security.Patience;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Far more clients than processors download a real file and stop reading. A virtual thread that
 * waits for one of them inside the kernel would hold its carrier, and two such would hold the
 * server.
 */
@DisplayName("Stalled readers, with sendfile and without")
class StalledReadersTest {

  private static final int SIZE = 16 << 20;

  @TempDir Path root;
  private final List<RawClient> clients = new ArrayList<>();
  private final List<Socket> stalled = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : stalled) {
      socket.close();
    }
    for (RawClient client : clients) {
      client.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void delayNoOtherSession(boolean sendfile) throws Exception {
    stallReaders(60, sendfile);
  }

  @ParameterizedTest
  @Tag("soak")
  @ValueSource(booleans = {true, false})
  void hundredsDelayNoOtherSession(boolean sendfile) throws Exception {
    stallReaders(300, sendfile);
  }

  private void stallReaders(int readers, boolean sendfile) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(root.resolve("big").toString(), "rw")) {
      file.setLength(SIZE);
    }
    try (LocalFileSystem files = LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, false);
        TestFtp ftp = TestFtp.start(files, builder -> builder.sendfile(sendfile));
        RawClient other = ftp.login()) {
      Duration alone = medianOfNoop(other);
      Duration most = alone.multipliedBy(5).plus(Duration.ofMillis(100));
      for (int i = 0; i < readers; i++) {
        stall(ftp);
      }
      assertThat(medianOfNoop(other)).isLessThan(most);
      other.say("TYPE I").expect(200);
      assertThat(other.download("RETR big")).hasSize(SIZE);
      assertThat(medianOfNoop(clients.getFirst())).isLessThan(most);
      for (int i = 0; i < 5; i++) {
        assertThat(drain(stalled.get(i))).isEqualTo(SIZE);
        clients.get(i).expect(226);
      }
      close();
      Patience.until("all other sessions end", () -> ftp.server().sessions().size() == 1);
    }
  }

  private void stall(TestFtp ftp) throws IOException {
    RawClient client = ftp.login();
    clients.add(client);
    client.say("TYPE I").expect(200);
    Socket data = new Socket();
    stalled.add(data);
    data.setReceiveBufferSize(16 << 10);
    data.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), client.passivePort()));
    client.say("RETR big").expect(150);
  }

  private static Duration medianOfNoop(RawClient client) throws Exception {
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      times.add(Patience.time(() -> client.say("NOOP").expect(200)));
    }
    times.sort(null);
    return times.get(50);
  }

  private static long drain(Socket socket) throws IOException {
    byte[] buffer = new byte[64 << 10];
    long sum = 0;
    int count = socket.getInputStream().read(buffer);
    while (count >= 0) {
      sum += count;
      count = socket.getInputStream().read(buffer);
    }
    return sum;
  }
}
