package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.config.TlsPolicy.Resumption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.util.Random;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** FTP over TLS, with the JDK's own client. */
final class TlsTest {

  private static final byte[] BIG = new byte[(3 << 20) + 7];

  static {
    new Random(4217).nextBytes(BIG);
  }

  private static Iterable<String> versions() {
    return TestTls.versions();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void filesAreTransferredBothWays(String version) throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = TlsClient.login(ftp, version)) {
      assertThat(client.tls().getSession().getProtocol()).isEqualTo(version);
      client.upload("STOR big", BIG);
      assertThat(Files.readAllBytes(ftp.path("/big"))).isEqualTo(BIG);
      assertThat(client.download("RETR big")).isEqualTo(BIG);
      client.upload("STOR none", new byte[0]);
      assertThat(client.download("RETR none")).isEmpty();
      assertThat(new String(client.download("NLST"))).isEqualTo("big\r\nnone\r\n");
      client.say("QUIT").expect(221);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void implicitTlsProtectsDataConnectionsByDefault(String version) throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy.implicit(true));
        TlsClient client = TlsClient.implicit(ftp, version)) {
      client.logIn();
      client.upload("STOR big", BIG);
      assertThat(client.download("RETR big")).isEqualTo(BIG);
      client.say("AUTH TLS").expect(503);
      client.protect();
      assertThat(client.download("RETR big")).isEqualTo(BIG);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void activeDataConnectionsAreSecuredByTheSameSide(String version) throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy.resumption(Resumption.REQUIRED));
        TlsClient client = TlsClient.login(ftp, version);
        ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.write(ftp.path("/big"), BIG);
      for (int i = 0; i < 3; i++) {
        client.say("EPRT |1|127.0.0.1|" + port.getLocalPort() + "|").expect(200);
        client.raw().send("RETR big\r\n");
        try (Socket data = port.accept()) {
          client.expect(150);
          assertThat(client.secure(data).getInputStream().readAllBytes()).isEqualTo(BIG);
        }
        client.expect(226);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Resumption.class)
  void everyResumptionPolicyAllowsManyTransfers(Resumption resumption) throws IOException {
    for (String version : versions()) {
      try (TestFtp ftp = TestTls.start(policy -> policy.resumption(resumption));
          TlsClient client = TlsClient.login(ftp, version)) {
        Files.write(ftp.path("/big"), BIG);
        for (int i = 0; i < 5; i++) {
          assertThat(client.download("RETR big")).isEqualTo(BIG);
        }
      }
    }
  }

  @Test
  void aClientThatReadsNothingLosesNothingOfItsUpload() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = TlsClient.login(ftp, "TLSv1.3")) {
      for (int i = 0; i < 20; i++) {
        int port = client.raw().passivePort();
        client.raw().send("STOR big\r\n");
        try (Socket data = client.dial(port)) {
          SSLSocket tls = client.secure(data);
          tls.getOutputStream().write(BIG);
          tls.shutdownOutput();
        }
        client.expect(150);
        client.expect(226);
        assertThat(Files.readAllBytes(ftp.path("/big"))).isEqualTo(BIG);
      }
    }
  }

  /** The commands of FileZilla 3.6x when it connects and opens a directory. */
  @ParameterizedTest
  @MethodSource("versions")
  void theCommandsOfFileZillaWork(String version) throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy.resumption(Resumption.REQUIRED));
        TlsClient client =
            TlsClient.connect(
                ftp,
                TestTls.client(),
                all -> {
                  all.setProtocols(new String[] {version});
                  all.setApplicationProtocols(new String[] {"x-filezilla-ftp", "ftp"});
                })) {
      Files.write(ftp.path("/big"), BIG);
      client.say("AUTH TLS").expect(234);
      client.shake();
      client.say("USER user").expect(331);
      client.say("PASS secret").expect(230);
      client.say("SYST").expect(215);
      assertThat(client.command("FEAT")).contains("MLST", "UTF8", "CLNT");
      client.say("CLNT FileZilla").expect(200);
      client.say("OPTS UTF8 ON").expect(200);
      client.protect();
      client.say("OPTS MLST type;size;modify;perm;").expect(200);
      client.say("PWD").expect(257);
      client.say("TYPE I").expect(200);
      assertThat(new String(client.download("MLSD"))).contains("size=" + BIG.length);
      assertThat(client.download("RETR big")).isEqualTo(BIG);
      client.upload("STOR copy", BIG);
      assertThat(new String(client.download("MLSD"))).contains("copy");
    }
  }

  /** Like curl, JSSE uses a TLS 1.3 ticket once. */
  @ParameterizedTest
  @MethodSource("versions")
  void uploadsAndDownloadsInAnyOrderResume(String version) throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy.resumption(Resumption.REQUIRED));
        TlsClient client = TlsClient.login(ftp, version)) {
      for (char way : "ududduuuudddduduuu".toCharArray()) {
        if (way == 'u') {
          client.upload("STOR big", BIG);
        } else {
          assertThat(client.download("RETR big")).isEqualTo(BIG);
        }
      }
    }
  }

  @Test
  void protCIsClear() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        TlsClient client = TlsClient.explicit(ftp, "TLSv1.3")) {
      client.logIn();
      Files.write(ftp.path("/big"), BIG);
      assertThat(client.raw().download("RETR big")).isEqualTo(BIG);
      client.protect();
      assertThat(client.download("RETR big")).isEqualTo(BIG);
      client.say("PROT C").expect(200);
      assertThat(client.raw().download("RETR big")).isEqualTo(BIG);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void cccLeavesTheControlConnectionInClearAndDataUnderTls(String version) throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy.clearCommandChannel(true));
        TlsClient client = TlsClient.login(ftp, version)) {
      Files.write(ftp.path("/big"), BIG);
      client.say("CCC").expect(200);
      client.unshake();
      client.say("PWD").expect(257);
      assertThat(client.download("RETR big")).isEqualTo(BIG);
      client.say("CCC").expect(533);
      client.say("AUTH TLS").expect(503);
      client.say("PWD").expect(257);
    }
  }
}
