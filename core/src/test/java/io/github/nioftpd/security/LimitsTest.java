package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.config.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The limits of sessions, logins and data connections are kept, and what is held is given back. */
@DisplayName("Limits: sessions, addresses, logins, data connections")
final class LimitsTest {

  private static TestFtp start(Limits limits) throws IOException {
    return TestFtp.start(builder -> builder.limits(limits));
  }

  @Test
  void oneSessionTooManyIs421UntilSomebodyLeaves() throws Exception {
    try (TestFtp ftp = start(TestFtp.QUICK.sessions(3))) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        clients.add(ftp.login());
      }
      for (int i = 0; i < 20; i++) {
        isRefused(ftp);
      }
      assertThat(clients.get(0).command("QUIT")).startsWith("221");
      clients.get(1).close();
      Patience.until("two have left", () -> ftp.server().sessions() == 1);
      clients.add(ftp.login());
      clients.add(ftp.login());
      isRefused(ftp);
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void oneSessionTooManyOfAnAddressIs421AndOthersGetIn() throws Exception {
    try (TestFtp ftp = start(TestFtp.QUICK.sessionsPerAddress(2));
        RawClient second = ftp.login()) {
      RawClient first = ftp.login();
      isRefused(ftp);
      try (SocketChannel other = SocketChannel.open()) {
        other.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
        other.connect(ftp.server().address());
        byte[] code = other.socket().getInputStream().readNBytes(4);
        assertThat(new String(code, java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("220 ");
      }
      first.close();
      Patience.until("they have left", () -> ftp.server().sessions() == 1);
      assertThat(second.command("NOOP")).startsWith("200");
      ftp.login().close();
    }
  }

  private static void isRefused(TestFtp ftp) throws IOException {
    try (RawClient client = new RawClient(ftp.server().address())) {
      assertThat(client.reply()).startsWith("421 ");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void tooManyFailedLoginsEndTheSession() throws IOException {
    try (TestFtp ftp = start(TestFtp.QUICK.loginAttempts(3));
        RawClient client = ftp.connect()) {
      for (String between : List.of("REIN", "USER user", "NOOP")) {
        client.command("USER user");
        assertThat(client.command("PASS wrong")).startsWith("530 ");
        if (between.equals("NOOP")) {
          break;
        }
        client.command(between); // neither begins a new count
      }
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void anUnknownUserAndAWrongPasswordLookAlike() throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.connect()) {
      String known = client.command("USER user") + client.command("PASS wrong");
      String unknown = client.command("USER nobody") + client.command("PASS wrong");
      assertThat(unknown).isEqualTo(known);
    }
  }

  @Test
  void theDelayOfAFailedLoginHoldsUpNobodyElse() throws Exception {
    try (TestFtp ftp = start(Limits.DEFAULT.loginDelay(Duration.ofSeconds(2)));
        RawClient slow = ftp.connect()) {
      slow.command("USER user");
      long began = System.nanoTime();
      slow.send("PASS wrong\r\n");
      Duration others =
          Patience.time(
              () -> {
                for (int i = 0; i < 10; i++) {
                  ftp.login().close();
                }
              });
      assertThat(slow.reply()).startsWith("530 ");
      Duration delay = Duration.ofNanos(System.nanoTime() - began);
      assertThat(delay).isGreaterThanOrEqualTo(Duration.ofMillis(1_900));
      assertThat(others).isLessThan(Duration.ofMillis(1_900));
    }
  }

  @Test
  void aClientThatLeavesDuringTheDelayIsNotWaitedFor() throws Exception {
    try (TestFtp ftp = start(Limits.DEFAULT.loginDelay(Duration.ofMinutes(5)))) {
      try (RawClient client = ftp.connect()) {
        client.send("USER user\r\nPASS wrong\r\n");
        assertThat(client.reply()).startsWith("331");
      }
      Patience.until("the session ends", () -> ftp.server().sessions() == 0);
    }
  }

  @Test
  void anActiveConnectionToAClosedPortIs425() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      assertThat(client.command("EPRT |1|127.0.0.1|" + port + "|")).startsWith("200");
      assertThat(client.command("STOR a")).startsWith("150");
      assertThat(client.reply()).startsWith("425 ");
      assertThat(client.command("NOOP")).startsWith("200");
    }
  }

  @Test
  void anActiveConnectionThatIsNeverAcceptedIs425InTime() throws Exception {
    List<SocketChannel> fillers = new ArrayList<>();
    try (TestFtp ftp = start(TestFtp.QUICK.dataConnect(Duration.ofMillis(500)));
        RawClient client = ftp.login();
        ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      for (int i = 0; i < 16; i++) {
        SocketChannel filler = SocketChannel.open();
        filler.configureBlocking(false);
        filler.connect(full.getLocalSocketAddress());
        fillers.add(filler);
      }
      String target = "EPRT |1|127.0.0.1|" + full.getLocalPort() + "|";
      assertThat(client.command(target)).startsWith("200");
      assertThat(client.command("LIST")).startsWith("150");
      assertThat(Patience.time(() -> assertThat(client.reply()).startsWith("425 ")))
          .isLessThan(Duration.ofSeconds(5));
      assertThat(client.command("NOOP")).startsWith("200");
      for (SocketChannel filler : fillers) {
        filler.close();
      }
    }
  }
}
