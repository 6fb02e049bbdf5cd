package io.github.nioftpd.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.TlsClient;
import io.github.nioftpd.intercept.DataCutException.End;
import io.github.nioftpd.test.fault.Fault.Certificate.Problem;
import io.github.nioftpd.test.tls.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.ftp.FTPSClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of TLS, and others under TLS, as clients see them. */
final class TlsFaultsTest {

  private FaultyFtp server;
  private Faults faults;

  @BeforeEach
  void start() throws Exception {
    server = FaultyFtp.startTls();
    faults = server.faults();
    server.file("/a.bin", new byte[100_000]);
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  /** A client that checks the certificate and its host name. */
  private static FTPSClient strict() {
    FTPSClient client = new FTPSClient();
    client.setTrustManager(TestCertificates.trustManager());
    client.setEndpointCheckingEnabled(true);
    return client;
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void commonsNetRejectsACertificate(Problem problem) throws Exception {
    faults.onConnect().times(1).thenCertificate(problem);
    FTPSClient client = strict();
    assertThatThrownBy(() -> server.connect(client)).isInstanceOf(SSLHandshakeException.class);
    client.disconnect();
    FTPSClient next = strict();
    server.login(next);
    assertThat(next.sendNoOp()).isTrue();
    next.disconnect();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noDataConnectionResumes(boolean refused) throws Exception {
    if (refused) {
      faults.onConnect().thenRefuseResumption();
    }
    try (TlsClient client = TlsClient.login(server.ftp(), "TLSv1.2")) {
      int port = client.raw().passivePort();
      client.raw().send("RETR a.bin\r\n");
      try (Socket data = client.dial(port)) {
        client.expect(150);
        SSLSocket secured = client.secure(data);
        boolean resumed =
            Arrays.equals(secured.getSession().getId(), client.tls().getSession().getId());
        assertThat(resumed).isEqualTo(!refused);
        assertThat(secured.getInputStream().readAllBytes()).hasSize(100_000);
        client.expect(226);
      }
    }
    assertThat(faults.unused()).isEmpty();
  }

  @Test
  void commonsNetCannotResumeAsRequired() throws Exception {
    faults.onConnect().thenRequireResumption();
    FTPSClient client = strict();
    server.login(client);
    client.execPBSZ(0);
    client.execPROT("P");
    assertThatThrownBy(() -> client.listNames()).isInstanceOf(IOException.class);
    client.disconnect();
    try (TlsClient resuming = TlsClient.login(server.ftp(), "TLSv1.3")) {
      assertThat(resuming.download("RETR a.bin")).hasSize(100_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aDownloadEndsWithoutCloseNotify(String version) throws Exception {
    faults.on("RETR").times(1).thenNoCloseNotify();
    try (TlsClient client = TlsClient.login(server.ftp(), version)) {
      for (boolean notified : new boolean[] {false, true}) {
        int port = client.raw().passivePort();
        client.raw().send("RETR a.bin\r\n");
        try (Socket data = client.dial(port)) {
          client.expect(150);
          SSLSocket secured = client.secure(data);
          assertThat(secured.getInputStream().readNBytes(100_000)).hasSize(100_000);
          if (notified) {
            assertThat(secured.getInputStream().read()).isEqualTo(-1);
            assertThat(client.hasTcpEnded()).as("TLS ended before TCP").isFalse();
          } else {
            assertEndsWithoutNotice(client, secured);
          }
          client.expect(226);
        }
      }
    }
  }

  private static void assertEndsWithoutNotice(TlsClient client, SSLSocket secured) {
    try {
      assertThat(secured.getInputStream().read()).isEqualTo(-1);
      assertThat(client.hasTcpEnded()).isTrue();
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("close_notify");
    }
  }

  @Test
  void commonsNetSeesADownloadUnderTlsThatIsCut() throws Exception {
    faults.on("RETR").times(1).thenCutData(50_000, End.FIN);
    faults.on("RETR").times(1).thenCutData(50_000, End.PROPER);
    FTPSClient client = strict();
    server.login(client);
    client.execPBSZ(0);
    client.execPROT("P");
    for (int i = 0; i < 2; i++) {
      try (var in = client.retrieveFileStream("/a.bin")) {
        assertThat(in.readNBytes(50_000)).hasSize(50_000);
      }
      assertThat(client.completePendingCommand()).isFalse();
      assertThat(client.getReplyCode()).isEqualTo(426);
    }
    client.disconnect();
  }

  @Test
  void anotherReplyArrivesUnderTls() throws Exception {
    faults.on("PROT").thenReply(534, "No protection");
    try (TlsClient client = TlsClient.explicit(server.ftp(), "TLSv1.3")) {
      client.logIn();
      client.say("PBSZ 0").expect(200);
      client.say("PROT P").expect(534);
    }
  }
}
