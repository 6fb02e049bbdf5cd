package io.github.nioftpd.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestTls;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.binding.ConfigurationFile;
import io.github.nioftpd.server.logs.Logs;
import io.github.nioftpd.server.tls.Certificates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.ftp.FTPSClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS configured by a file. */
final class ConfiguredTlsTest {

  @TempDir Path directory;
  private Path file;
  private Logs logs;
  private ConfiguredServer server;

  private String text(String certificate) {
    return """
    listeners:
      - {address: "127.0.0.1:0", tls: explicit, client-certificates: optional}
      - {address: "127.0.0.2:0", tls: implicit, require: both,
         compatibility-by-network: {127.0.0.0/8: no-close-notify, 10.0.0.0/8: []}}
    tls: {certificate: %s, key-password: changeit, client-ca: ca.pem}
    limits: {login-delay: 0}
    users:
      bob: {password: "plain:secret", home: "memory:", permissions: all, require: both,
            compatibility: [no-close-notify]}
      ann: {password: "plain:secret", home: "memory:", permissions: all}
      user: {home: "memory:", certificate: {fingerprint: "%s"}}
    """
        .formatted(certificate, fingerprint("client"));
  }

  private static String fingerprint(String store) {
    try {
      String alias = TestTls.store(store + ".p12").aliases().nextElement();
      return Certificates.fingerprint(
          (X509Certificate) TestTls.store(store + ".p12").getCertificate(alias));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void start() throws Exception {
    for (String name : List.of("server.p12", "other.p12")) {
      Files.copy(TestTls.class.getResourceAsStream("/tls/" + name), directory.resolve(name));
    }
    Files.writeString(directory.resolve("ca.pem"), TestTls.pem(TestTls.authority()));
    file = Files.writeString(directory.resolve("nioftpd.yaml"), text("server.p12"));
    Configuration configuration = ConfigurationFile.load(file);
    logs = Logs.unattached(List.of());
    server = new ConfiguredServer(Optional.of(file), configuration, logs);
  }

  @AfterEach
  void stop() {
    server.close();
    logs.close();
  }

  private FTPSClient connect(boolean implicit, SSLContext context) throws IOException {
    FTPSClient client = new FTPSClient(implicit, context);
    client.setEndpointCheckingEnabled(false);
    client.connect(
        implicit ? "127.0.0.2" : "127.0.0.1",
        server.server().addresses().get(implicit ? 1 : 0).getPort());
    return client;
  }

  private static void transfer(FTPSClient client) throws IOException {
    client.execPBSZ(0);
    client.execPROT("P");
    client.enterLocalPassiveMode();
    assertThat(client.storeFile("a", new ByteArrayInputStream(new byte[100_000]))).isTrue();
    ByteArrayOutputStream back = new ByteArrayOutputStream();
    assertThat(client.retrieveFile("a", back)).isTrue();
    assertThat(back.size()).isEqualTo(100_000);
  }

  @Test
  void bothListenersFollowTheirTlsPolicies() throws Exception {
    for (boolean implicit : List.of(false, true)) {
      FTPSClient client = connect(implicit, TestTls.client());
      assertThat(client.login("bob", "secret")).as(client.getReplyString()).isTrue();
      transfer(client);
      client.sendCommand("PROT", "C");
      assertThat(client.getReplyCode()).isEqualTo(implicit ? 534 : 200);
      client.disconnect();
    }
  }

  @Test
  void aUserWhoMustUseTlsIsRefusedInClear() throws Exception {
    org.apache.commons.net.ftp.FTPClient client = new org.apache.commons.net.ftp.FTPClient();
    client.connect("127.0.0.1", server.server().address().getPort());
    assertThat(client.login("bob", "secret")).isFalse();
    assertThat(client.getReplyCode()).isEqualTo(530);
    assertThat(client.login("ann", "secret")).isTrue();
    client.disconnect();
  }

  @Test
  void aUserWhoMustProtectDataIsRefusedAClearTransfer() throws Exception {
    FTPSClient client = connect(false, TestTls.client());
    assertThat(client.login("bob", "secret")).isTrue();
    client.enterLocalPassiveMode();
    assertThat(client.storeFile("a", new ByteArrayInputStream(new byte[1]))).isFalse();
    assertThat(client.getReplyCode()).isEqualTo(521);
    client.disconnect();
  }

  @Test
  void anUploadWithoutCloseNotifyIsAcceptedFromSomeUsersAndNetworks() throws Exception {
    assertThat(cut("bob", false)).startsWith("226 ");
    assertThat(cut("ann", false)).startsWith("426 The client ended TLS without close_notify");
    assertThat(cut("ann", true)).startsWith("226 ");
  }

  /** Uploads to a listener, closes TCP without close_notify, and returns the last reply. */
  private String cut(String user, boolean implicit) throws IOException {
    InetSocketAddress address = server.server().addresses().get(implicit ? 1 : 0);
    SSLContext context = TestTls.client();
    try (Socket tcp = new Socket(address.getAddress(), address.getPort())) {
      RawClient clear = new RawClient(tcp);
      if (!implicit) {
        clear.expect(220);
        clear.say("AUTH TLS").expect(234);
      }
      RawClient client = new RawClient(over(tcp, context));
      if (implicit) {
        client.expect(220);
      }
      for (String line : List.of("USER " + user, "PASS secret", "PBSZ 0", "PROT P")) {
        assertThat(client.command(line)).matches("[23].*");
      }
      try (Socket data = new Socket(address.getAddress(), client.passivePort())) {
        client.say("STOR cut").expect(150);
        over(data, context).getOutputStream().write(new byte[50_000]);
        data.shutdownOutput();
        return client.reply();
      }
    }
  }

  private static Socket over(Socket socket, SSLContext context) throws IOException {
    return context.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), false);
  }

  @Test
  void aCertificateLogsInOnlyItsUser() throws Exception {
    FTPSClient client = connect(false, TestTls.client("client.p12"));
    assertThat(client.user("user")).isEqualTo(232);
    assertThat(client.user("ann")).isEqualTo(331);
    client.disconnect();
    FTPSClient without = connect(false, TestTls.client());
    assertThat(without.user("user")).isEqualTo(331);
    assertThat(without.pass("")).isEqualTo(530);
    without.disconnect();
  }

  @Test
  void aReloadShowsAnotherCertificateToNewSessionsOnly() throws Exception {
    FTPSClient before = connect(true, TestTls.client());
    assertThat(before.login("bob", "secret")).isTrue();
    Files.writeString(file, text("other.p12"));
    server.reload();
    assertThat(subject()).contains("other.example.org");
    transfer(before);
    before.disconnect();
    Files.writeString(file, text("nothing.p12"));
    assertThatThrownBy(server::reload).hasMessageContaining("nothing.p12");
    assertThat(subject()).contains("other.example.org");
  }

  private String subject() throws IOException {
    int port = server.server().addresses().get(1).getPort();
    try (SSLSocket socket =
        (SSLSocket) TestTls.client().getSocketFactory().createSocket("127.0.0.2", port)) {
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return shown.getSubjectX500Principal().getName();
    }
  }
}
