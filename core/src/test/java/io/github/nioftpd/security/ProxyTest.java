package io.github.nioftpd.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.config.Network;
import io.github.nioftpd.config.PassivePorts;
import io.github.nioftpd.event.FtpEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A trusted proxy supplies the client address; PROXY headers from others are refused. */
@DisplayName("PROXY protocol: trusted proxies and forged headers")
final class ProxyTest {

  private static final String HEADER = "PROXY TCP4 203.0.113.7 198.51.100.1 4711 21\r\n";

  private static TestFtp behind(String proxies, UnaryOperator<FtpServer.Builder> settings)
      throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Endpoint listener = Endpoint.at(any).proxies(List.of(Network.parse(proxies)));
    // TestFtp listens as well, on its first address
    return TestFtp.start(builder -> settings.apply(builder.listen(listener)));
  }

  private static RawClient connect(TestFtp ftp) throws IOException {
    return new RawClient(ftp.server().addresses().get(1));
  }

  private static RawClient login(TestFtp ftp, String header) throws IOException {
    RawClient client = connect(ftp);
    client.send(header);
    client.expect(220);
    client.say("USER user").expect(331);
    client.say("PASS secret").expect(230);
    return client;
  }

  private static String addressOf(TestFtp ftp) {
    FtpEvent last = ftp.events().getLast();
    return last.client().remote().getAddress().getHostAddress();
  }

  @Test
  void aTrustedProxySuppliesTheClientAddress() throws Exception {
    try (TestFtp ftp = behind("127.0.0.0/8", settings -> settings);
        RawClient client = login(ftp, HEADER)) {
      assertThat(addressOf(ftp)).isEqualTo("203.0.113.7");
      client.say("PASV").expect(227).contains("(198,51,100,1,");
    }
  }

  @Test
  void versionTwoIsSupported() throws Exception {
    try (TestFtp ftp = behind("127.0.0.1", settings -> settings);
        RawClient client = connect(ftp)) {
      client.send(
          HexFormat.of()
              .parseHex(
                  "0D0A0D0A000D0A515549540A2111000FCB007107C6336401126700150400 00"
                      .replace(" ", "")));
      client.expect(220);
      client.say("NOOP").expect(200);
      assertThat(addressOf(ftp)).isEqualTo("203.0.113.7");
    }
  }

  @Test
  void aLocalHeaderKeepsTheAddressOfTheProxy() throws Exception {
    try (TestFtp ftp = behind("127.0.0.1", settings -> settings);
        RawClient client = login(ftp, "PROXY UNKNOWN\r\n")) {
      assertThat(addressOf(ftp)).isEqualTo("127.0.0.1");
      try (Socket data = client.connect(client.passivePort())) {
        data.getOutputStream().write("PROXY UNKNOWN\r\n".getBytes(UTF_8));
        client.say("STOR a").expect(150);
      }
      client.expect(226);
    }
  }

  @Test
  void aHeaderFromAnUntrustedAddressIsAnUnknownCommand() throws Exception {
    try (TestFtp ftp = behind("192.0.2.0/24", settings -> settings);
        RawClient client = connect(ftp)) {
      client.expect(220);
      client.say(HEADER.strip()).expect(500);
      client.say("USER user").expect(331);
      client.say("PASS wrong").expect(530);
      assertThat(ftp.events())
          .allMatch(event -> event.client().remote().getAddress().isLoopbackAddress());
    }
  }

  @Test
  void aVersionTwoHeaderFromAnUntrustedAddressIsRefused() throws Exception {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.connect()) {
      client.send(
          HexFormat.of().parseHex("0D0A0D0A000D0A515549540A2111000CCB007107C633640112670015"));
      client.send("\r\nNOOP\r\n");
      String reply = client.reply();
      while (reply.startsWith("50")) {
        reply = client.reply();
      }
      assertThat(reply).startsWith("200");
      assertThat(addressOf(ftp)).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void aProxyWithoutAHeaderIsDisconnectedWithoutAReply() throws Exception {
    try (LogCapture log = new LogCapture();
        TestFtp ftp = behind("127.0.0.1", settings -> settings);
        RawClient client = connect(ftp)) {
      client.send("USER user\r\n");
      assertThat(client.isClosedByServer()).isTrue();
      Patience.until("a line in the log", () -> log.tells("no PROXY header"));
      assertThat(ftp.events()).isEmpty();
    }
  }

  @Test
  void aSecondHeaderIsRefused() throws Exception {
    try (TestFtp ftp = behind("127.0.0.1", settings -> settings);
        RawClient client = connect(ftp)) {
      client.send(HEADER + "PROXY TCP4 192.0.2.99 198.51.100.1 4711 21\r\n");
      client.expect(220);
      client.expect(500);
      assertThat(addressOf(ftp)).isEqualTo("203.0.113.7");
    }
  }

  @Test
  void aSlowProxyDelaysNoOtherClientAndIsDisconnected() throws Exception {
    try (TestFtp ftp = behind("127.0.0.1", settings -> settings);
        RawClient slow = connect(ftp)) {
      slow.send("PROXY TCP4 203.0");
      login(ftp, HEADER).close();
      assertThat(slow.isClosedByServer()).isTrue(); // when its time is over
    }
  }

  @Test
  void aServerThatClosesDoesNotWaitForHeaders() throws Exception {
    try (TestFtp ftp = behind("127.0.0.1", settings -> settings)) {
      RawClient silent = connect(ftp);
      login(ftp, HEADER).close(); // now the previous one was accepted
      ftp.server().close(Duration.ofSeconds(1));
      assertThat(silent.isClosedByServer()).isTrue();
      silent.close();
    }
  }

  @Test
  void limitsCountTheClientAndNotTheProxy() throws Exception {
    try (TestFtp ftp =
            behind("127.0.0.1", settings -> settings.limits(TestFtp.QUICK.sessionsPerAddress(1)));
        RawClient first = login(ftp, HEADER);
        RawClient other = login(ftp, HEADER.replace("203.0.113.7", "203.0.113.8"));
        RawClient second = connect(ftp)) {
      second.send(HEADER);
      second.expect(421);
      first.say("NOOP").expect(200);
      other.say("NOOP").expect(200);
    }
  }

  @Test
  void dataConnectionsThroughTheProxyNeedAHeaderOfTheSameClient() throws Exception {
    try (TestFtp ftp = behind("127.0.0.0/8", settings -> settings);
        RawClient client = login(ftp, HEADER)) {
      Files.writeString(ftp.path("/file"), "hello");
      int port = client.passivePort();
      for (String wrong :
          List.of(HEADER.replace("203.0.113.7", "203.0.113.8"), "PROXY UNKNOWN\r\n", "x\r\n")) {
        try (Socket thief = client.connect(port)) {
          thief.getOutputStream().write(wrong.getBytes(UTF_8));
          assertThat(isEnded(thief)).isTrue();
        }
      }
      try (Socket data = client.connect(port)) {
        data.getOutputStream().write(HEADER.getBytes(UTF_8));
        client.say("RETR file").expect(150);
        assertThat(data.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("hello");
        client.expect(226);
      }
    }
  }

  @Test
  void bytesAfterTheHeaderOfADataConnectionAreContent() throws Exception {
    try (TestFtp ftp = behind("127.0.0.0/8", settings -> settings);
        RawClient client = login(ftp, HEADER)) {
      client.command("TYPE I");
      try (Socket data = client.connect(client.passivePort())) {
        data.getOutputStream().write((HEADER + HEADER).getBytes(UTF_8));
        client.say("STOR file").expect(150);
      }
      client.expect(226);
      assertThat(Files.readString(ftp.path("/file"))).isEqualTo(HEADER);
    }
  }

  private static boolean isEnded(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true; // reset
    }
  }

  @Test
  void theSmallestNetworkOfAClientDecidesTheAddressInPasv() throws Exception {
    PassivePorts ports =
        PassivePorts.ANY
            .advertising("198.51.100.77")
            .advertising(
                Map.of(
                    Network.parse("10.0.0.0/8"), "192.0.2.10",
                    Network.parse("10.1.0.0/16"), "192.0.2.11"));
    try (TestFtp ftp = behind("127.0.0.1", settings -> settings.passivePorts(ports))) {
      Map<String, String> expected =
          Map.of(
              "10.1.2.3", "(192,0,2,11,",
              "10.2.2.3", "(192,0,2,10,",
              "203.0.113.7", "(198,51,100,77,");
      for (String client : expected.keySet()) {
        try (RawClient raw = login(ftp, HEADER.replace("203.0.113.7", client))) {
          raw.say("PASV").expect(227).contains(expected.get(client));
          assertThat(raw.command("EPSV")).matches("229 .*\\(\\|\\|\\|[0-9]+\\|\\).*");
        }
      }
    }
  }

  @Test
  void clientsThatNeverConnectToThePassiveAddressAreLogged() throws Exception {
    String inside = HEADER.replace("198.51.100.1", "172.18.0.2");
    try (LogCapture log = new LogCapture();
        TestFtp ftp = behind("127.0.0.1", settings -> settings)) {
      for (int i = 0; i < 3; i++) {
        assertThat(log.tells("--nat-address")).isFalse();
        try (RawClient client = login(ftp, inside)) {
          client.say("PASV").contains("(172,18,0,2,");
        }
        int ended = i + 1;
        Patience.until(
            "the end of the session",
            () ->
                ftp.events().stream().filter(FtpEvent.Disconnected.class::isInstance).count()
                    == ended);
      }
      Patience.until("a line in the log", () -> log.tells("--nat-address"));
      assertThat(log.lines())
          .filteredOn(line -> line.contains("--nat-address"))
          .singleElement()
          .asString()
          .contains("203.0.113.0/24", "172.18.0.2", "3 times in a row", "private");
    }
  }
}
