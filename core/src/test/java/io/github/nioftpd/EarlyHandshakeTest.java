package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.config.TlsPolicy.Resumption;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that start TLS on the data connection before they send the command, like Python's aioftp.
 */
final class EarlyHandshakeTest {

  private static final byte[] BIG = new byte[(1 << 20) + 7];

  static {
    new Random(959).nextBytes(BIG);
  }

  private static Stream<Arguments> cases() {
    return TestTls.versions().stream()
        .flatMap(version -> Stream.of(Resumption.values()).map(r -> Arguments.of(version, r)));
  }

  private static void store(TlsClient client, String name) throws IOException {
    try (Socket tcp = client.dial(client.raw().passivePort())) {
      SSLSocket data = client.secure(tcp);
      client.say("STOR " + name).expect(150);
      data.getOutputStream().write(BIG);
      data.shutdownOutput();
      assertThat(data.getInputStream().read()).as("close_notify").isEqualTo(-1);
      client.expect(226);
    }
  }

  private static byte[] fetch(TlsClient client, String command) throws IOException {
    try (Socket tcp = client.dial(client.raw().passivePort())) {
      SSLSocket data = client.secure(tcp);
      client.say(command).expect(150);
      byte[] bytes = data.getInputStream().readAllBytes();
      client.expect(226);
      return bytes;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theHandshakeIsServedBeforeTheCommandAndAfter150(String version, Resumption resumption)
      throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy.resumption(resumption));
        TlsClient client = TlsClient.login(ftp, version)) {
      for (int i = 0; i < 3; i++) {
        store(client, "early" + i);
        assertThat(Files.readAllBytes(ftp.path("/early" + i))).isEqualTo(BIG);
        client.upload("STOR late" + i, BIG);
        assertThat(fetch(client, "RETR late" + i)).isEqualTo(BIG);
        assertThat(client.download("RETR early" + i)).isEqualTo(BIG);
        assertThat(new String(fetch(client, "MLSD"))).contains(" early" + i + "\r\n");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.nioftpd.TestTls#versions")
  void aConnectionThatDoesNotResumeIsRefusedWith522(String version) throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy.resumption(Resumption.REQUIRED));
        TlsClient client = TlsClient.login(ftp, version)) {
      Files.write(ftp.path("/secret"), BIG);
      int port = client.raw().passivePort();
      try (Socket thief = client.dial(port)) {
        assertThatThrownBy(() -> client.secureAfresh(thief).getInputStream().read())
            .isInstanceOf(IOException.class);
      }
      client.say("RETR secret").expect(150);
      client.expect(522);
      assertThat(fetch(client, "RETR secret")).isEqualTo(BIG);
    }
  }

  @Test
  void aSecuredConnectionServesNoTransferInClear() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = TlsClient.login(ftp, "TLSv1.3")) {
      Files.write(ftp.path("/big"), BIG);
      try (Socket tcp = client.dial(client.raw().passivePort())) {
        SSLSocket data = client.secure(tcp);
        client.say("PROT C").expect(200);
        client.say("RETR big").expect(150);
        client.expect(425);
        assertThat(ended(data)).isTrue();
      }
      assertThat(client.raw().download("RETR big")).isEqualTo(BIG);
      int port = client.raw().passivePort();
      try (Socket data = client.dial(port)) { // connects in clear, and starts TLS all the same
        client.say("PROT P").expect(200);
        client.say("RETR big").expect(150);
        assertThat(client.secure(data).getInputStream().readAllBytes()).isEqualTo(BIG);
        client.expect(226);
      }
      port = client.raw().passivePort();
      client.say("PROT C").expect(200);
      try (Socket data = client.dial(port)) {
        client.say("RETR big").expect(150);
        assertThat(data.getInputStream().readAllBytes()).isEqualTo(BIG);
        client.expect(226);
      }
    }
  }

  @Test
  void aConnectionThatIsNotUsedIsClosedWithTheNext() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = TlsClient.login(ftp, "TLSv1.3")) {
      for (int i = 0; i < 20; i++) {
        try (Socket first = secured(client);
            Socket silent = client.dial(client.raw().passivePort());
            Socket next = secured(client)) {
          assertThat(ended(first)).isTrue();
          assertThat(ended(silent)).isTrue();
          client.say("ABOR").expect("2");
          assertThat(ended(next)).isTrue();
        }
      }
      store(client, "big");
    }
  }

  private static Socket secured(TlsClient client) throws IOException {
    Socket data = client.dial(client.raw().passivePort());
    assertThat(client.secure(data).getSession().isValid()).isTrue();
    return data;
  }

  private static boolean ended(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void aHandshakeThatBeginsAndStopsHasADeadline() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy.handshake(Duration.ofMillis(300)));
        TlsClient client = TlsClient.login(ftp, "TLSv1.3")) {
      try (Socket data = client.dial(client.raw().passivePort())) {
        data.getOutputStream().write(new byte[] {22, 3, 1});
        assertThat(ended(data)).isTrue();
      }
      client.say("NLST").expect(150);
      client.expect(425);
      try (Socket data =
          client.dial(client.raw().passivePort())) { // and a handshake that never begins
        client.say("NLST").expect(150);
        client.expect(425);
        assertThat(ended(data)).isTrue();
      }
      try (Socket data = client.dial(client.raw().passivePort())) {
        data.getOutputStream().write("in clear".getBytes());
        client.say("STOR x").expect(150);
        client.expect(425);
      }
      store(client, "x");
    }
  }
}
