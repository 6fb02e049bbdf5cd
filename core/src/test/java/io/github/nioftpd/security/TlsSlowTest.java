package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.TestTls;
import io.github.nioftpd.TlsClient;
import io.github.nioftpd.config.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that stalls a handshake or a transfer under TLS delays no other client. */
@DisplayName("Slow clients under TLS")
final class TlsSlowTest {

  private static final Duration SHORT = Duration.ofMillis(700);
  private static final int READERS = 100;
  private static final int SIZE = 8 << 20;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anUnfinishedHandshakeEnds(boolean implicit) throws Exception {
    try (TestFtp ftp = TestTls.start(policy -> policy.implicit(implicit).handshake(SHORT))) {
      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), ftp.port());
        clients.add(client);
        if (!implicit) {
          RawClient raw = new RawClient(client);
          raw.expect(220);
          raw.say("AUTH TLS").expect(234);
        }
        client.getOutputStream().write(new byte[] {22, 3, 1, 1, 0, 1}); // a ClientHello begins
      }
      Patience.until(
          "all are disconnected", () -> dribble(clients) && ftp.server().sessions().isEmpty());
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  private static boolean dribble(List<Socket> clients) {
    for (Socket client : clients) {
      try {
        client.getOutputStream().write(0);
      } catch (IOException e) {
        // disconnected
      }
    }
    return true;
  }

  @Test
  void aHandshakeOfADataConnectionHasADeadline() throws Exception {
    try (TestFtp ftp = TestTls.start(policy -> policy.handshake(SHORT));
        TlsClient client = TlsClient.login(ftp, "TLSv1.3")) {
      int port = client.raw().passivePort();
      client.raw().send("LIST\r\n");
      try (Socket data = client.dial(port)) {
        assertThat(data.isConnected()).isTrue();
        client.expect(150);
        client.expect(425);
      }
      assertThat(client.download("LIST")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void stalledReadersDelayNoOtherClientAndCanBeAborted(String version) throws Exception {
    Limits limits = TestFtp.QUICK.idle(Duration.ZERO);
    try (TestFtp ftp = TestTls.start(policy -> policy, builder -> builder.limits(limits));
        TlsClient other = TlsClient.login(ftp, version)) {
      Files.write(ftp.path("/big"), new byte[SIZE]);
      Duration alone = medianOfNoop(other);
      List<TlsClient> clients = new ArrayList<>();
      List<Socket> stalled = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        TlsClient client = TlsClient.login(ftp, version);
        clients.add(client);
        stalled.add(stall(client));
      }
      assertThat(medianOfNoop(other))
          .isLessThan(alone.multipliedBy(5).plus(Duration.ofMillis(200)));
      assertThat(other.download("RETR big")).hasSize(SIZE);
      for (TlsClient client : clients.subList(0, 5)) {
        client.say("ABOR").expect(426);
        client.expect(226);
      }
      for (TlsClient client : clients.subList(5, READERS / 2)) {
        client.tcp().close(); // disconnects while its data connection is still full
      }
      Patience.until("their sessions end", () -> ftp.server().sessions().size() <= READERS / 2 + 6);
      ftp.server().close(Duration.ofMillis(100)); // with all the others still stalled
      for (int i = 0; i < READERS; i++) {
        stalled.get(i).close();
        clients.get(i).tcp().close();
      }
    }
  }

  private static Socket stall(TlsClient client) throws IOException {
    int port = client.raw().passivePort();
    Socket data = new Socket();
    data.setReceiveBufferSize(16 << 10);
    data.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    client.raw().send("RETR big\r\n");
    client.expect(150);
    client.secure(data);
    return data;
  }

  private static Duration medianOfNoop(TlsClient client) throws Exception {
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < 51; i++) {
      times.add(Patience.time(() -> client.say("NOOP").expect(200)));
    }
    times.sort(null);
    return times.get(25);
  }
}
