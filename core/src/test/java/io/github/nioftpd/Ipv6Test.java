package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 2428 from a client that speaks IPv6. */
final class Ipv6Test {

  private TestFtp ftp;
  private RawClient client;

  @BeforeEach
  void logIn() throws IOException {
    InetAddress loopback = InetAddress.getByName("::1");
    assumeTrue(isUsable(loopback), "this machine has no IPv6");
    ftp = TestFtp.start(builder -> builder.listen(new InetSocketAddress(loopback, 0)));
    client = new RawClient(ftp.server().addresses().get(1));
    client.expect(220);
    client.say("USER user").expect(331);
    client.say("PASS secret").expect(230);
  }

  private static boolean isUsable(InetAddress address) {
    try (ServerSocket socket = new ServerSocket(0, 1, address)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  @AfterEach
  void close() throws IOException {
    if (ftp != null) {
      client.close();
      ftp.close();
    }
  }

  @Test
  void pasvIsRefusedOverIpv6() throws IOException {
    client.say("PASV").expect(425);
    client.say("NOOP").expect(200);
  }

  @Test
  void epsvWorks() throws IOException {
    client.upload("STOR a", new byte[3]);
    assertThat(Files.size(ftp.path("/a"))).isEqualTo(3);
    client.say("EPSV 2").expect(229);
    assertThat(client.command("EPSV 1")).isEqualTo("522 Network protocol not supported, use (2).");
  }

  @Test
  void eprtWorks() throws IOException {
    Files.write(ftp.path("/a"), new byte[3]);
    try (ServerSocket listener = new ServerSocket(0, 1, client.socket().getLocalAddress())) {
      int port = listener.getLocalPort();
      client.say("EPRT |2|::1|" + port + "|").expect(200);
      client.say("RETR a").expect(150);
      try (Socket data = listener.accept()) {
        assertThat(data.getInputStream().readAllBytes()).hasSize(3);
      }
      client.expect(226);
    }
  }

  @Test
  void otherFamiliesAndAddressesAreRefused() throws IOException {
    client.say("EPRT |1|127.0.0.1|40000|").expect(522).contains("(2)");
    client.say("EPRT |2|127.0.0.1|40000|").expect(501);
    client.say("EPRT |2|fe80::1%lo|40000|").expect(501);
    client.say("EPRT |2|::2|40000|").expect(501);
    client.say("EPRT |2|:::::|40000|").expect(501);
    client.say("PORT 127,0,0,1,200,200").expect(501);
  }
}
