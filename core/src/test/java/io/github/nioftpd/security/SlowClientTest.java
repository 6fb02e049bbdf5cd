package io.github.nioftpd.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.config.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each way to keep the server waiting has a time limit. */
@DisplayName("Slowloris")
final class SlowClientTest {

  private static final Duration SHORT = Duration.ofMillis(700);

  private static TestFtp start(Limits limits) throws IOException {
    return TestFtp.start(builder -> builder.limits(limits));
  }

  @Test
  void aSilentSessionIs421BeforeAndAfterTheLogin() throws Exception {
    try (TestFtp ftp = start(TestFtp.QUICK.idle(SHORT))) {
      for (RawClient client : List.of(ftp.connect(), ftp.login())) {
        client.expect(421);
        assertThat(client.isClosedByServer()).isTrue();
        client.close();
      }
    }
  }

  @Test
  void bytesWithoutALineEndDoNotKeepASessionAlive() throws Exception {
    try (TestFtp ftp = start(TestFtp.QUICK.idle(SHORT))) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        clients.add(ftp.connect());
      }
      Patience.until(
          "all are disconnected", () -> dribble(clients) && ftp.server().sessions().isEmpty());
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  private static boolean dribble(List<RawClient> clients) {
    for (RawClient client : clients) {
      try {
        client.send("N");
      } catch (IOException e) {
        // disconnected
      }
    }
    return true;
  }

  @Test
  void aStalledReaderIs426AndItsSessionContinues() throws Exception {
    try (TestFtp ftp = start(TestFtp.QUICK.dataStall(SHORT));
        RawClient client = ftp.login()) {
      Files.write(ftp.path("/a"), new byte[24 << 20]);
      int port = client.passivePort();
      try (Socket data = narrow(port)) {
        client.say("RETR a").expect(150);
        client.expect(426);
        assertThat(data.isConnected()).isTrue();
      }
      client.say("NOOP").expect(200);
      client.say("TYPE I").expect(200);
      assertThat(client.download("RETR a")).hasSize(24 << 20);
    }
  }

  @Test
  void aStalledWriterIs426AndItsSessionContinues() throws Exception {
    try (TestFtp ftp = start(TestFtp.QUICK.dataStall(SHORT));
        RawClient client = ftp.login();
        Socket data = client.passive()) {
      client.say("STOR a").expect(150);
      data.getOutputStream().write(1);
      client.expect(426);
      client.say("NOOP").expect(200);
    }
  }

  @Test
  void aLongTransferIsNeverIdle() throws Exception {
    try (TestFtp ftp = start(TestFtp.QUICK.idle(SHORT));
        RawClient client = ftp.login()) {
      Socket data = client.passive();
      client.say("STOR a").expect(150);
      long end = System.nanoTime() + 2 * SHORT.toNanos();
      Patience.until("twice the idle time is over", () -> System.nanoTime() > end);
      data.close();
      client.expect(226);
    }
  }

  @Test
  void anUnusedPassivePortIsReleased() throws Exception {
    try (TestFtp ftp = start(TestFtp.QUICK.dataConnect(SHORT));
        RawClient client = ftp.login()) {
      client.command("NOOP");
      long open = Descriptors.open();
      client.passivePort();
      assertThat(Descriptors.open()).isGreaterThan(open);
      Patience.until("the port is closed", () -> Descriptors.open() <= open);
      client.say("LIST").expect(150);
      client.expect(425);
      assertThat(client.download("LIST")).isEmpty();
    }
  }

  @Test
  void aClientThatNeverReadsRepliesIsEnded() throws Exception {
    try (TestFtp ftp = start(TestFtp.QUICK.idle(Duration.ofSeconds(2)));
        RawClient other = ftp.connect();
        Socket deaf = narrow(ftp.port())) {
      Thread writer = Thread.ofVirtual().start(() -> askForEver(deaf));
      Patience.until(
          "the first reply", () -> isAlive(other) && ftp.server().sessions().size() == 2);
      Patience.until(
          "the session of the client that does not read ends",
          () -> isAlive(other) && ftp.server().sessions().size() < 2);
      writer.join();
    }
  }

  private static boolean isAlive(RawClient client) throws IOException {
    return client.command("NOOP").startsWith("200 ");
  }

  private static void askForEver(Socket socket) {
    byte[] lines = "HELP\r\n".repeat(1_000).getBytes(US_ASCII);
    try {
      while (true) {
        socket.getOutputStream().write(lines);
      }
    } catch (IOException e) {
      // ended
    }
  }

  /** A connection with a small receive buffer. */
  private static Socket narrow(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }
}
