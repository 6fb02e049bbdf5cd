package io.github.nioftpd.test.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.config.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPConnectionClosedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults of the control connection and of passive mode, as clients see them. */
final class DialogueFaultsTest {

  private static final Limits LIMITS = TestFtp.QUICK.dataConnect(Duration.ofSeconds(1));

  private FaultyFtp server;
  private Faults faults;

  @BeforeEach
  void start() throws Exception {
    server = FaultyFtp.start(LIMITS);
    faults = server.faults();
    server.file("/in/a.txt", "hello".getBytes());
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  private static ByteArrayInputStream data() {
    return new ByteArrayInputStream(new byte[1000]);
  }

  private byte[] download(FTPClient client) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(client.retrieveFile("/in/a.txt", out)).as(client.getReplyString()).isTrue();
    return out.toByteArray();
  }

  @Test
  void commonsNetSeesAnotherReply() throws Exception {
    faults.on("STOR").path("/*.csv").times(1).thenReply(452, "Disk full", "Try again later.");
    FTPClient client = server.commonsNet();
    assertThat(client.storeFile("/a.csv", data())).isFalse();
    assertThat(client.getReplyCode()).isEqualTo(452);
    assertThat(client.getReplyStrings()).containsExactly("452-Disk full", "452 Try again later.");
    assertThat(server.ftp().path("/a.csv")).doesNotExist();
    assertThat(client.storeFile("/a.csv", data())).as(client.getReplyString()).isTrue();
    client.disconnect();
  }

  @Test
  void commonsNetSeesAnotherFinalReplyOfAnUploadThatIsStored() throws Exception {
    faults.on("STOR").thenFinalReply(451, "Lost my mind");
    FTPClient client = server.commonsNet();
    assertThat(client.storeFile("/a.bin", data())).isFalse();
    assertThat(client.getReplyString()).isEqualTo("451 Lost my mind");
    assertThat(server.ftp().path("/a.bin")).hasSize(1000);
    client.disconnect();
  }

  @Test
  void aFinalReplyIsReplacedOnce() throws Exception {
    faults.on("NOOP").times(1).thenFinalReply(500, "no");
    try (RawClient client = server.login()) {
      client.say("NOOP").expect("500 no");
      server.ftp().server().close(Duration.ofSeconds(10));
      client.expect(421);
    }
  }

  @Test
  void commonsNetWaitsInVainForTheFinalReply() throws Exception {
    faults.on("STOR").times(1).thenOmitFinalReply();
    FTPClient client = server.commonsNet();
    client.setSoTimeout(1000);
    assertThatThrownBy(() -> client.storeFile("/a.bin", data()))
        .isInstanceOf(SocketTimeoutException.class);
    assertThat(server.ftp().path("/a.bin")).hasSize(1000);
    client.setSoTimeout(60_000);
    assertThat(client.sendNoOp()).isTrue();
    client.disconnect();
  }

  @Test
  void commonsNetSeesADelayAndAHang() throws Exception {
    faults.on("NOOP").times(1).thenDelay(Duration.ofMillis(300));
    faults.on("NOOP").nth(2).thenHang();
    FTPClient client = server.commonsNet();
    long start = System.nanoTime();
    assertThat(client.sendNoOp()).isTrue();
    assertThat(System.nanoTime() - start).isGreaterThan(299_000_000);
    client.setSoTimeout(300);
    assertThatThrownBy(client::sendNoOp).isInstanceOf(SocketTimeoutException.class);
    client.disconnect();
  }

  @Test
  void aClientThatHasSentItsLastCommandSeesTheFault() throws Exception {
    faults.on("NOOP").thenFinalReply(250, "Never mind");
    try (Socket socket = new Socket("127.0.0.1", server.ftp().port())) {
      socket.getOutputStream().write("NOOP\r\nQUIT\r\n".getBytes(US_ASCII));
      socket.shutdownOutput();
      assertThat(socket.getInputStream()).asString(US_ASCII).contains("\r\n250 Never mind\r\n221 ");
    }
  }

  @Test
  void theLongestDelayIsOneUntilTheRuleIsCleared() throws Exception {
    faults.on("NOOP").thenDelay(ChronoUnit.FOREVER.getDuration());
    FTPClient client = server.commonsNet();
    client.setSoTimeout(200);
    assertThatThrownBy(client::sendNoOp).isInstanceOf(SocketTimeoutException.class);
    client.setSoTimeout(5_000);
    faults.clear();
    assertThat(client.getReply()).isEqualTo(200);
    client.disconnect();
  }

  @Test
  void commonsNetSeesAClosedControlConnection() throws Exception {
    faults.on("NOOP").thenCloseControl();
    FTPClient client = server.commonsNet();
    assertThatThrownBy(client::sendNoOp).isInstanceOf(FTPConnectionClosedException.class);
    client.disconnect();
  }

  @Test
  void commonsNetSeesAResetControlConnection() throws Exception {
    faults.on("NOOP").thenResetControl();
    FTPClient client = server.commonsNet();
    assertThatThrownBy(client::sendNoOp)
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    client.disconnect();
  }

  @Test
  void commonsNetSees421InMidSession() throws Exception {
    faults.on("SIZE").thenReply(421, "Idle for too long");
    FTPClient client = server.commonsNet();
    assertThatThrownBy(() -> client.getSize("/in/a.txt"))
        .isInstanceOf(FTPConnectionClosedException.class);
    client.disconnect();
    try (RawClient raw = server.login()) {
      raw.say("SIZE /in/a.txt").expect("421 Idle for too long");
      assertThat(raw.rest()).isEmpty();
    }
  }

  @Test
  void commonsNetSeesAGreetingThatIsLateAndLong() throws Exception {
    faults.onConnect().times(1).thenDelay(Duration.ofMillis(200));
    faults.onConnect().times(1).thenReply(220, "Welcome", "to a server", "that talks.");
    long start = System.nanoTime();
    FTPClient client = server.commonsNet();
    assertThat(System.nanoTime() - start).isGreaterThan(199_000_000);
    assertThat(client.sendNoOp()).isTrue();
    client.disconnect();
    server.connect(client);
    assertThat(client.getReplyStrings()).as("the usual greeting").hasSize(1);
    client.disconnect();
  }

  @Test
  void theLinesOfAGreetingArrive() throws Exception {
    faults.onConnect().thenReply(220, "Welcome", "to a server", "that talks.");
    FTPClient client = new FTPClient();
    server.connect(client);
    assertThat(client.getReplyStrings())
        .containsExactly("220-Welcome", " to a server", "220 that talks.");
    client.disconnect();
  }

  @Test
  void commonsNetIsNotWelcome() throws Exception {
    faults.onConnect().times(1).thenReply(421, "Too many connections");
    faults.onConnect().times(1).thenCloseControl();
    FTPClient client = new FTPClient();
    assertThatThrownBy(() -> server.connect(client))
        .isInstanceOf(FTPConnectionClosedException.class);
    client.disconnect();
    assertThatThrownBy(() -> server.connect(client))
        .isInstanceOf(FTPConnectionClosedException.class);
    client.disconnect();
    server.connect(client);
    client.disconnect();
  }

  @Test
  void commonsNetConnectsToAPassivePortThatNobodyServes() throws Exception {
    faults.on("PASV", "EPSV").times(1).thenNeverAccept();
    FTPClient client = server.commonsNet();
    client.setDataTimeout(Duration.ofMillis(300));
    try (InputStream in = client.retrieveFileStream("/in/a.txt")) {
      assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
    }
    client.setDataTimeout(Duration.ofSeconds(60));
    assertThat(client.completePendingCommand()).isFalse();
    assertThat(client.getReplyCode()).isEqualTo(425);
    assertThat(download(client)).hasSize(5);
    client.disconnect();
  }

  @Test
  void anUploadIntoAPassivePortThatNobodyServesIsLost() throws Exception {
    faults.on("EPSV").thenNeverAccept();
    try (RawClient client = server.login();
        OutputStream out = client.passive().getOutputStream()) {
      out.write(1);
      client.say("STOR a").expect(150);
      client.expect(425);
    }
  }

  @Test
  void commonsNetSeesAPassivePortThatRefuses() throws Exception {
    faults.on("PASV").times(1).thenRefusePassive();
    FTPClient client = server.commonsNet();
    assertThatThrownBy(() -> client.retrieveFileStream("/in/a.txt"))
        .isInstanceOf(ConnectException.class);
    assertThat(download(client)).hasSize(5);
    client.disconnect();
  }

  @Test
  void commonsNetIsSentToAnotherAddress() throws Exception {
    faults.on("PASV").thenWrongPassiveAddress("192.0.2.1");
    FTPClient client = server.commonsNet();
    client.setIpAddressFromPasvResponse(false);
    assertThat(client.pasv()).isEqualTo(227);
    assertThat(client.getReplyString()).contains("(192,0,2,1,");
    client.setPassiveNatWorkaroundStrategy(null);
    client.setConnectTimeout(200);
    client.setIpAddressFromPasvResponse(true);
    assertThatThrownBy(() -> client.retrieveFileStream("/in/a.txt"))
        .isInstanceOf(IOException.class);
    assertThat(client.getPassiveHost()).isEqualTo("192.0.2.1");
    client.disconnect();
  }
}
