package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.config.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The limits of sessions, logins and data connections, and the release of their slots. */
@DisplayName("Limits: sessions, addresses, logins, data connections")
final class LimitsTest {

  private static TestFtp start(Limits limits) throws IOException {
    return TestFtp.start(builder -> builder.limits(limits));
  }

  @Test
  void oneSessionTooManyIs421UntilAnotherEnds() throws Exception {
    try (TestFtp ftp = start(TestFtp.QUICK.sessions(3))) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        clients.add(ftp.login());
      }
      for (int i = 0; i < 20; i++) {
        isRefused(ftp);
      }
      clients.get(0).say("QUIT").expect(221);
      clients.get(1).close();
      Patience.until("two sessions have ended", () -> ftp.server().sessions().size() == 1);
      clients.add(ftp.login());
      clients.add(ftp.login());
      isRefused(ftp);
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void oneSessionTooManyOfAnAddressIs421AndOthersConnect() throws Exception {
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
      Patience.until("the sessions have ended", () -> ftp.server().sessions().size() == 1);
      second.say("NOOP").expect(200);
      ftp.login().close();
    }
  }

  @Test
  void oneSessionTooManyOfAUserIs421AfterThePasswordAndOthersLogIn() throws Exception {
    try (TestFtp ftp = start(TestFtp.QUICK.sessionsPerUser(2));
        RawClient first = ftp.login();
        RawClient second = ftp.login();
        RawClient third = ftp.connect();
        RawClient other = ftp.connect()) {
      third.say("USER user").expect(331);
      third.say("PASS wrong").expect(530);
      third.say("USER user").expect(331);
      third.say("PASS secret").expect("421 Too many sessions of this user");
      assertThat(third.isClosedByServer()).isTrue();
      other.say("USER anonymous").expect(331);
      other.say("PASS x").expect(230);
      first.say("REIN").expect(220);
      ftp.login().close();
      assertThat(first.command("NOOP") + second.command("NOOP")).startsWith("200 ");
      second.close();
      Patience.until("the sessions have ended", () -> ftp.server().sessions().size() == 2);
      ftp.login().close();
    }
  }

  @Test
  void theLimitOfAnAccountPrecedesThatOfTheServer() throws Exception {
    try (TestFtp ftp =
        TestFtp.start(
            builder ->
                builder
                    .limits(TestFtp.QUICK.sessionsPerUser(1))
                    .authenticator(
                        login ->
                            Optional.of(
                                Account.of(login.user(), TestFtp.memory(), Permission.all())
                                    .limits(AccountLimits.NONE.sessions(3)))))) {
      List<RawClient> clients = List.of(ftp.login(), ftp.login(), ftp.login());
      try (RawClient one = ftp.connect()) {
        one.say("USER user").expect(331);
        one.say("PASS x").expect(421);
      }
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void aClientThatDoesNotLogInIs421ForAnyInput() throws Exception {
    Duration most = Duration.ofMillis(800);
    try (TestFtp ftp = start(TestFtp.QUICK.loginDeadline(most));
        RawClient quiet = ftp.connect();
        RawClient busy = ftp.connect();
        RawClient in = ftp.login()) {
      String[] last = {"200 "};
      Patience.until(
          "the busy session is disconnected",
          () -> {
            last[0] = last[0].startsWith("421") ? last[0] : busy.command("NOOP");
            return last[0].startsWith("421");
          });
      assertThat(busy.isClosedByServer()).isTrue();
      quiet.expect("421 Login timeout");
      in.say("NOOP").expect(200);
      in.say("REIN").expect(220);
      assertThat(in.reply()).as("the deadline starts again").startsWith("421 ");
    }
  }

  private static void isRefused(TestFtp ftp) throws IOException {
    try (RawClient client = new RawClient(ftp.server().address())) {
      client.expect(421);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void tooManyFailedLoginsEndTheSession() throws IOException {
    try (TestFtp ftp = start(TestFtp.QUICK.loginAttempts(3));
        RawClient client = ftp.connect()) {
      for (String between : List.of("REIN", "USER user", "NOOP")) {
        client.command("USER user");
        client.say("PASS wrong").expect(530);
        if (between.equals("NOOP")) {
          break;
        }
        client.command(between); // neither resets the count
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
  void theDelayOfAFailedLoginDelaysNoOtherClient() throws Exception {
    try (TestFtp ftp = start(Limits.DEFAULT.loginDelay(Duration.ofMinutes(5)));
        RawClient slow = ftp.connect()) {
      slow.command("USER user");
      slow.send("PASS wrong\r\n");
      for (int i = 0; i < 10; i++) {
        ftp.login().close();
      }
      assertThat(slow.socket().getInputStream().available()).as("still held back").isZero();
    }
    try (TestFtp ftp = start(Limits.DEFAULT.loginDelay(Duration.ofSeconds(2)));
        RawClient slow = ftp.connect()) {
      slow.command("USER user");
      Duration delay = Patience.time(() -> slow.say("PASS wrong").expect(530));
      assertThat(delay).isGreaterThanOrEqualTo(Duration.ofMillis(1_900));
    }
  }

  @Test
  void aDisconnectEndsTheDelay() throws Exception {
    try (TestFtp ftp = start(Limits.DEFAULT.loginDelay(Duration.ofMinutes(5)))) {
      try (RawClient client = ftp.connect()) {
        client.send("USER user\r\nPASS wrong\r\n");
        client.expect(331);
      }
      Patience.until("the session ends", () -> ftp.server().sessions().isEmpty());
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
      client.say("EPRT |1|127.0.0.1|" + port + "|").expect(200);
      client.say("STOR a").expect(150);
      client.expect(425);
      client.say("NOOP").expect(200);
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
      client.say(target).expect(200);
      client.say("LIST").expect(150);
      assertThat(Patience.time(() -> client.expect(425))).isLessThan(Duration.ofSeconds(5));
      client.say("NOOP").expect(200);
      for (SocketChannel filler : fillers) {
        filler.close();
      }
    }
  }
}
