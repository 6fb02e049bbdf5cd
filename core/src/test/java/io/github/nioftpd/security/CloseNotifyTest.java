package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.TestFtp;
import io.github.nioftpd.TestTls;
import io.github.nioftpd.TlsClient;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.config.Compatibility;
import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.config.Network;
import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.event.FtpEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Only close_notify ends a TLS connection in order. */
@DisplayName("End of TLS")
final class CloseNotifyTest {

  private static Iterable<String> versions() {
    return TestTls.versions();
  }

  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("After close_notify nothing is read or answered in clear")
  void clearTextAfterCloseNotifyIsNotAnswered(String version) throws Exception {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = TlsClient.login(ftp, version)) {
      client.tls().shutdownOutput();
      client.tcp().getOutputStream().write("MKD evil\r\nNOOP\r\n".getBytes());
      assertThat(client.tls().getInputStream().read()).as("close_notify").isEqualTo(-1);
      assertThat(new String(restOf(client.tcp()))).doesNotContain("200").doesNotContain("257");
      Patience.until("the session ends", () -> ftp.server().sessions().isEmpty());
      assertThat(Files.exists(ftp.path("/evil"))).isFalse();
    }
  }

  private static byte[] restOf(Socket socket) {
    try {
      return socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      return new byte[0]; // reset
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("An upload that ends without close_notify is 426 and not published")
  void anUploadWithoutCloseNotifyIs426(String version) throws Exception {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = TlsClient.login(ftp, version)) {
      for (boolean reset : new boolean[] {false, true}) {
        int port = client.raw().passivePort();
        client.raw().send("STOR cut\r\n");
        try (Socket data = client.dial(port)) {
          client.expect(150);
          SSLSocket tls = client.secure(data);
          tls.getOutputStream().write(new byte[100_000]);
          if (reset) {
            data.setSoLinger(true, 0);
          } else {
            data.shutdownOutput();
          }
        }
        // a reset may come before the server has seen the end of the handshake
        assertThat(client.reply()).matches(reset ? "42[56] .*" : "426 .*close_notify.*");
        assertThat(ftp.events()).last().isInstanceOf(FtpEvent.TransferFailed.class);
      }
      client.upload("STOR whole", new byte[100_000]);
    }
  }

  /** Uploads, closes TCP without close_notify, and returns the last reply. */
  private static String cut(TlsClient client, String name, boolean withinRecord) throws Exception {
    int port = client.raw().passivePort();
    client.raw().send("STOR " + name + "\r\n");
    try (Socket data = client.dial(port)) {
      client.expect(150);
      client.secure(data).getOutputStream().write(new byte[100_000]);
      if (withinRecord) {
        data.getOutputStream().write(new byte[] {23, 3, 3, 0, 100, 1, 2});
      }
      data.shutdownOutput();
      return client.reply();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("An upload without close_notify names the cause, and is accepted if configured")
  void oldClientsAreToleratedByListenerAndNetwork(String version) throws Exception {
    Set<Compatibility> tolerant = Set.of(Compatibility.NO_CLOSE_NOTIFY);
    Network own = Network.parse("127.0.0.0/8");
    Network other = Network.parse("10.0.0.0/8");
    assertCut(version, true, each -> each.compatibility(tolerant));
    assertCut(version, true, each -> each.compatibilityByNetwork(Map.of(own, tolerant)));
    assertCut(version, false, each -> each.compatibilityByNetwork(Map.of(other, tolerant)));
  }

  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("An upload without close_notify is accepted for a user if configured")
  void oldClientsAreToleratedByUser(String version) throws Exception {
    try (FileSystem files = TestFtp.memory()) {
      Account account =
          Account.of("user", files, Permission.all())
              .compatibility(Set.of(Compatibility.NO_CLOSE_NOTIFY));
      try (TestFtp ftp =
              TestTls.start(all -> all, all -> all.authenticator(who -> Optional.of(account)));
          TlsClient client = TlsClient.login(ftp, version)) {
        assertThat(cut(client, "cut", false)).startsWith("226 ");
        assertThat(cut(client, "torn", true)).startsWith("426 ");
        assertThat(Files.size(files.getPath("/cut"))).isEqualTo(100_000);
      }
    }
  }

  private static void assertCut(
      String version, boolean taken, UnaryOperator<Endpoint> compatibility) throws Exception {
    Endpoint listener =
        Endpoint.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .tls(TlsPolicy.offered(TestTls.keys()));
    try (TestFtp ftp = TestFtp.startAt(compatibility.apply(listener), all -> all);
        TlsClient client = TlsClient.login(ftp, version)) {
      String refusal = "426 The client ended TLS without close_notify; transfer aborted.";
      String reply = cut(client, "cut", false);
      assertThat(reply).isEqualTo(taken ? "226 Transfer complete." : refusal);
      assertThat(cut(client, "torn", true)).isEqualTo(refusal);
      if (taken) {
        assertThat(Files.size(ftp.path("/cut"))).isEqualTo(100_000);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("The server ends both connections with close_notify")
  void theServerSendsCloseNotify(String version) throws Exception {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = TlsClient.login(ftp, version)) {
      Files.write(ftp.path("/a"), new byte[100_000]);
      for (String command : new String[] {"RETR a", "LIST", "RETR a"}) {
        int port = client.raw().passivePort();
        client.raw().send(command + "\r\n");
        try (Socket data = client.dial(port)) {
          client.secure(data).getInputStream().readAllBytes();
          assertThat(client.hasTcpEnded()).as("the end of TCP was needed").isFalse();
        }
        client.expect(150);
        client.expect(226);
      }
    }
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = TlsClient.login(ftp, version)) {
      client.say("QUIT").expect(221);
      assertThat(client.tls().getInputStream().read()).isEqualTo(-1);
      assertThat(client.hasTcpEnded()).as("the end of TCP was needed").isFalse();
    }
  }
}
