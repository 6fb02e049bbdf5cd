package io.github.nioftpd.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.config.PassivePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Other clients can neither use nor exhaust passive ports. */
@DisplayName("Theft, guessing and exhaustion of passive ports")
final class PassiveTheftTest {

  @Test
  @DisplayName("Another client that connects first is closed and logged, and the owner is served")
  void anotherClientThatConnectsFirstIsClosedAndTheOwnerIsServed() throws Exception {
    try (LogCapture log = new LogCapture();
        TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      Files.writeString(ftp.path("/secret"), "for the owner");
      int port = client.passivePort();
      for (int i = 0; i < 5; i++) {
        assertThat(isDisconnected("127.0.0.2", port)).isTrue();
      }
      try (Socket data = client.connect(port)) {
        client.say("RETR secret").expect(150);
        assertThat(new String(data.getInputStream().readAllBytes(), UTF_8))
            .isEqualTo("for the owner");
        client.expect(226);
      }
      Patience.until("a line in the log", () -> log.tells("127.0.0.2"));
    }
  }

  @Test
  @DisplayName("Another client cannot connect while the transfer waits")
  void anotherClientDuringTheTransferCommandIsClosed() throws Exception {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      int port = client.passivePort();
      client.say("STOR a").expect(150);
      assertThat(isDisconnected("127.0.0.3", port)).isTrue();
      client.connect(port).close();
      client.expect(226);
      assertThat(Files.size(ftp.path("/a"))).isZero();
    }
  }

  /** Whether a client from another address is closed without a byte. */
  private static boolean isDisconnected(String from, int port) throws IOException {
    try (Socket thief = new Socket()) {
      thief.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
      thief.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      thief.setSoTimeout(120_000);
      return thief.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true; // reset
    }
  }

  @Test
  @DisplayName("Ports of a range are chosen evenly and never twice in a row")
  void portsAreChosenAtRandom() throws IOException {
    int first = freeRange(50);
    int[] counts = new int[50];
    try (TestFtp ftp =
            TestFtp.start(builder -> builder.passivePorts(PassivePorts.range(first, first + 49)));
        RawClient client = ftp.login()) {
      int before = 0;
      for (int i = 0; i < 1_000; i++) {
        int port = client.passivePort();
        assertThat(port).isBetween(first, first + 49).isNotEqualTo(before);
        counts[port - first]++;
        before = port;
      }
    }
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += (count - 20) * (count - 20) / 20.0;
    }
    // 49 degrees of freedom: by chance, one in 10 million runs exceeds 120
    assertThat(chiSquare).isBetween(10.0, 120.0);
  }

  @Test
  @DisplayName("A thousand PASV hold one port at most")
  void aThousandPasvHoldOnePort() throws Exception {
    repeatPasv(1_000);
  }

  @Test
  @Tag("soak")
  @DisplayName("Ten thousand PASV hold one port at most")
  void tenThousandPasvHoldOnePort() throws Exception {
    repeatPasv(10_000);
  }

  private static void repeatPasv(int count) throws Exception {
    int first = freeRange(4);
    try (TestFtp ftp =
            TestFtp.start(builder -> builder.passivePorts(PassivePorts.range(first, first + 3)));
        RawClient greedy = ftp.login();
        RawClient other = ftp.login()) {
      greedy.say("PASV").expect(227);
      long open = Descriptors.open();
      for (int i = 0; i < count; i++) {
        greedy.say("PASV").expect(227);
        if (i % 200 == 0) {
          other.upload("STOR a", new byte[] {1});
        }
      }
      Patience.until("descriptors are closed", () -> Descriptors.open() <= open);
    }
  }

  @Test
  @DisplayName("A connection to an abandoned port is closed")
  void connectionsToAbandonedPortsAreClosed() throws Exception {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      client.passivePort();
      long open = Descriptors.open();
      for (int i = 0; i < 1_000; i++) {
        client.passive().close();
      }
      client.passivePort();
      Patience.until("descriptors are closed", () -> Descriptors.open() <= open);
    }
  }

  @Test
  @DisplayName("A range of one port serves transfer after transfer")
  void aRangeOfOnePortWorks() throws IOException {
    int only = freeRange(1);
    try (TestFtp ftp =
            TestFtp.start(builder -> builder.passivePorts(PassivePorts.range(only, only)));
        RawClient client = ftp.login()) {
      for (int i = 0; i < 300; i++) {
        client.upload("STOR a", new byte[] {1});
        assertThat(client.passivePort()).isEqualTo(only);
        assertThat(client.passivePort()).isEqualTo(only);
      }
    }
  }

  @Test
  @DisplayName("The last free port is used, even if the same client had it before")
  void theLastFreePortIsReused() throws IOException {
    int first = freeRange(2);
    try (TestFtp ftp =
            TestFtp.start(builder -> builder.passivePorts(PassivePorts.range(first, first + 1)));
        RawClient one = ftp.login();
        RawClient two = ftp.login();
        RawClient three = ftp.login()) {
      int taken = one.passivePort();
      int left = two.passivePort();
      assertThat(left).isNotEqualTo(taken);
      three.say("EPSV").expect(425);
      assertThat(two.passivePort()).isEqualTo(left);
      assertThat(two.passivePort()).isEqualTo(left);
    }
  }

  /** The first port of a free range outside the ephemeral ports. */
  static int freeRange(int length) {
    int start = 20_000 + (int) (ProcessHandle.current().pid() % 80) * 100;
    for (int first = start; first < 32_000; first += length) {
      int free = 0;
      while (free < length && isFree(first + free)) {
        free++;
      }
      if (free == length) {
        return first;
      }
    }
    throw new IllegalStateException("no free ports");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
