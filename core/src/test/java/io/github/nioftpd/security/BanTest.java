package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.config.AddressRules;
import io.github.nioftpd.config.BanPolicy;
import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.config.Network;
import io.github.nioftpd.event.FtpEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that guess passwords are banned; addresses that are not allowed are rejected. */
@DisplayName("Brute-force counters")
final class BanTest {

  private static final BanPolicy SIX =
      BanPolicy.DEFAULT
          .failures(6)
          .within(Duration.ofMinutes(5))
          .duration(Duration.ofMinutes(5))
          .exempt(List.of());

  private static TestFtp start(BanPolicy policy) throws IOException {
    return TestFtp.start(builder -> builder.bans(policy));
  }

  private static String fail(RawClient client, String user) throws IOException {
    client.say("USER " + user).expect(331);
    return client.command("PASS wrong");
  }

  /** The reply to a client from another loopback address. */
  private static String greeting(TestFtp ftp, String from) throws IOException {
    try (SocketChannel other = SocketChannel.open()) {
      other.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
      other.connect(ftp.server().address());
      other.socket().setSoTimeout(120_000);
      byte[] code = other.socket().getInputStream().readNBytes(4);
      String text = new String(code, StandardCharsets.US_ASCII);
      if (text.equals("220 ")) { // a client that sends nothing is no event
        other.socket().getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
        other.socket().getInputStream().readAllBytes();
      }
      return text;
    }
  }

  @Test
  @DisplayName("Failures count across connections and users; successful logins do not reset them")
  void anAddressIsBannedAfterRepeatedFailures() throws Exception {
    try (TestFtp ftp = start(SIX)) {
      try (RawClient waiting = ftp.connect();
          RawClient loggedIn = ftp.login()) {
        for (int i = 1; i <= 5; i++) {
          try (RawClient client = ftp.connect()) {
            assertThat(fail(client, i % 2 == 0 ? "user" : "nobody" + i)).startsWith("530 ");
          }
          ftp.login().close();
        }
        try (RawClient last = ftp.connect()) {
          assertThat(fail(last, "user")).startsWith("421 ");
          assertThat(last.isClosedByServer()).isTrue();
        }
        waiting.say("USER user").expect(331);
        assertThat(waiting.command("PASS secret"))
            .as("a correct password is not checked")
            .startsWith("421");
        assertThat(loggedIn.command("NOOP")).as("existing sessions continue").startsWith("200");
      }
      for (int i = 0; i < 5; i++) {
        try (RawClient client = new RawClient(ftp.server().address())) {
          client.expect(421);
          assertThat(client.isClosedByServer()).isTrue();
        }
      }
      assertThat(greeting(ftp, "127.0.0.2")).isEqualTo("220 ");
      Patience.until("all sessions have ended", () -> ftp.server().sessions().isEmpty());
      assertThat(ftp.events()).filteredOn(FtpEvent.Banned.class::isInstance).hasSize(1);
    }
  }

  @Test
  void aTrustedProxyIsNeverBanned() throws Exception {
    Endpoint listener =
        Endpoint.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .proxies(List.of(Network.parse("127.0.0.0/8")));
    try (TestFtp ftp = TestFtp.startAt(listener, builder -> builder.bans(SIX))) {
      for (int i = 0; i < 8; i++) {
        try (RawClient client = new RawClient(ftp.server().address())) {
          client.send("PROXY UNKNOWN\r\n");
          client.expect(220);
          assertThat(fail(client, "user")).startsWith("530 ");
        }
      }
    }
  }

  @Test
  void aBanSurvivesAReloadAndExpires() throws Exception {
    BanPolicy brief =
        BanPolicy.DEFAULT
            .failures(1)
            .within(Duration.ofMinutes(5))
            .duration(Duration.ofSeconds(2))
            .exempt(List.of());
    try (TestFtp ftp = start(brief)) {
      try (RawClient client = ftp.connect()) {
        assertThat(fail(client, "user")).startsWith("421 ");
      }
      ftp.server()
          .reload(
              FtpServer.builder()
                  .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                  .bans(brief)
                  .authenticator(credentials -> Optional.empty()));
      assertThat(greeting(ftp, "127.0.0.1")).isEqualTo("421 ");
      Patience.until("the ban ends", () -> greeting(ftp, "127.0.0.1").equals("220 "));
    }
  }

  @Test
  void aDeniedAddressIsDisconnectedWithoutAReply() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    AddressRules rules =
        AddressRules.EVERYBODY
            .allow(List.of(Network.parse("127.0.0.0/8")))
            .deny(List.of(Network.parse("127.0.0.2")));
    try (TestFtp ftp =
        TestFtp.start(
            builder ->
                builder
                    .addresses(rules)
                    .limits(TestFtp.QUICK.sessions(1))
                    .authenticator(
                        credentials -> {
                          asked.incrementAndGet();
                          return Optional.empty();
                        }))) {
      for (int i = 0; i < 50; i++) {
        assertThat(greeting(ftp, "127.0.0.2")).isEmpty();
      }
      assertThat(greeting(ftp, "127.0.0.3")).isEqualTo("220 ");
      assertThat(ftp.events())
          .filteredOn(FtpEvent.Connected.class::isInstance)
          .as("a rejected client uses no session slot")
          .hasSize(1);
      assertThat(asked).hasValue(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "192.168.7.1", "2001:db8::1", "fe80::1"})
  void anAddressOutsideAllAllowedNetworksIsDenied(String address) throws IOException {
    AddressRules rules =
        AddressRules.EVERYBODY.allow(
            List.of(Network.parse("172.16.0.0/12"), Network.parse("2001:db8:1::/48")));
    assertThat(rules.permit(InetAddress.getByName(address))).isFalse();
    assertThat(rules.permit(InetAddress.getByName("172.31.255.255"))).isTrue();
    assertThat(rules.permit(InetAddress.getByName("2001:db8:1:ffff::"))).isTrue();
    assertThat(rules.permit(InetAddress.getByName("::ffff:172.16.0.1"))).as("mapped").isTrue();
    assertThat(AddressRules.EVERYBODY.permit(InetAddress.getByName(address))).isTrue();
  }
}
