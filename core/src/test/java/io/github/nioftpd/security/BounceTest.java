package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client cannot make the server connect to other hosts (RFC 2577). */
@DisplayName("FTP bounce by PORT and EPRT")
final class BounceTest {

  @Test
  void anotherHostIsRefusedWithoutAConnectionAttempt() throws Exception {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login();
        ServerSocketChannel trap = trap("127.0.0.2")) {
      int port = trap.socket().getLocalPort();
      String p1p2 = port / 256 + "," + port % 256;
      client.say("PORT 127,0,0,2," + p1p2).expect(501);
      client.say("LIST").expect(425);
      client.say("EPRT |1|127.0.0.2|" + port + "|").expect(501);
      client.say("LIST").expect(425);
      assertThat(trap.accept()).as("a connection to the trap").isNull();
    }
  }

  @Test
  void anAcceptedAddressIsNotConnectedToBeforeATransfer() throws Exception {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login();
        ServerSocketChannel trap = trap("127.0.0.1")) {
      int port = trap.socket().getLocalPort();
      client.say("EPRT |1|127.0.0.1|" + port + "|").expect(200);
      client.say("NOOP").expect(200);
      assertThat(trap.accept()).isNull();
      client.send("LIST\r\n");
      Patience.until("the server connects", () -> isReached(trap));
      client.expect(150);
      client.expect(226);
    }
  }

  private static boolean isReached(ServerSocketChannel trap) throws IOException {
    try (SocketChannel channel = trap.accept()) {
      return channel != null;
    }
  }

  private static ServerSocketChannel trap(String host) throws IOException {
    ServerSocketChannel trap = ServerSocketChannel.open();
    trap.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
    trap.configureBlocking(false);
    return trap;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PORT 127,0,0,1,0,22", // privileged
        "PORT 127,0,0,1,3,255", // 1023
        "PORT 127,0,0,1,0,0",
        "PORT 0,0,0,0,200,1",
        "PORT 224,0,0,1,200,1",
        "PORT 255,255,255,255,200,1",
        "PORT 10,0,0,1,200,1",
        "PORT 127,0,0,1,256,1",
        "PORT 127,0,0,1,200",
        "PORT 127,0,0,1,200,1,1",
        "PORT -127,0,0,1,200,1",
        "PORT 127,0,0,1,200,1x",
        "PORT 127.0.0.1,200,1",
        "PORT ١٢٧,0,0,1,200,1",
        "PORT 999999999999,0,0,1,200,1",
        "EPRT |1|127.0.0.1|22|",
        "EPRT |1|127.0.0.1|0|",
        "EPRT |1|127.0.0.1|65536|",
        "EPRT |1|127.0.0.1|-1|",
        "EPRT |1|127.0.0.1|99999999999999999999|",
        "EPRT |1|0.0.0.0|51200|",
        "EPRT |1|224.0.0.1|51200|",
        "EPRT |1|localhost|51200|",
        "EPRT |1|2130706433|51200|",
        "EPRT |1|::ffff:127.0.0.1|51200|",
        "EPRT |2|::1|51200|",
        "EPRT |2|::ffff:127.0.0.2|51200|",
        "EPRT |2|::ffff:127.0.0.1|51200|",
        "EPRT |3|127.0.0.1|51200|",
        "EPRT |1|127.0.0.1|51200",
        "EPRT |",
        "EPRT ||||||||",
        "EPRT \\1\\127.0.0.2\\51200\\",
      })
  void anAddressThatIsNotTheClientsOwnIsRefused(String line) throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      assertThat(client.command(line)).matches("5(01|22) .*");
      client.say("LIST").expect(425);
    }
  }

  @Test
  void theSameRulesApplyOverIpv6() throws IOException {
    InetSocketAddress here = new InetSocketAddress("::1", 0);
    if (!canListen(here)) {
      return; // this machine has no IPv6
    }
    try (TestFtp ftp = TestFtp.start(builder -> builder.listen(here));
        RawClient client = new RawClient(ftp.server().addresses().getLast())) {
      client.expect(220);
      client.say("USER user").expect(331);
      client.say("PASS secret").expect(230);
      for (String host : "::ffff:127.0.0.1 :: ff02::1 ::2 fe80::1%lo".split(" ")) {
        assertThat(client.command("EPRT |2|" + host + "|51200|")).as(host).startsWith("501 ");
      }
      client.say("EPRT |1|127.0.0.1|51200|").expect(522);
      client.say("PORT 127,0,0,1,200,1").expect(501);
      client.say("EPRT |2|::1|80|").expect(501);
      client.say("EPRT |2|::1|51200|").expect(200);
    }
  }

  private static boolean canListen(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
