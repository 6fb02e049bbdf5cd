package io.github.nioftpd.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.intercept.DataCutException.End;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Random;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults of the data connection, as clients see them. */
final class DataFaultsTest {

  private static final byte[] CONTENT = new byte[300_000];
  private static final Limits LIMITS = TestFtp.QUICK.dataStall(Duration.ofSeconds(1));

  static {
    new Random(1).nextBytes(CONTENT);
  }

  private FaultyFtp server;
  private Faults faults;
  private FTPClient client;

  @BeforeEach
  void start() throws Exception {
    server = FaultyFtp.start(LIMITS);
    faults = server.faults();
    server.file("/in/a.bin", CONTENT);
    client = server.commonsNet();
  }

  @AfterEach
  void close() throws Exception {
    client.disconnect();
    server.close();
  }

  /** Reads as much as arrives. */
  private static byte[] available(InputStream in) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (in) {
      in.transferTo(out);
    } catch (IOException e) {
      // what has arrived counts
    }
    return out.toByteArray();
  }

  private byte[] content(String path) throws IOException {
    return Files.readAllBytes(server.ftp().path(path));
  }

  @Test
  void commonsNetSeesADownloadThatEndsEarly() throws Exception {
    faults.on("RETR").times(1).thenCutData(100_000, End.FIN);
    faults.on("RETR").times(1).thenCutData(0, End.PROPER);
    byte[] arrived = available(client.retrieveFileStream("/in/a.bin"));
    assertThat(arrived).hasSize(100_000);
    assertThat(client.completePendingCommand()).isFalse();
    assertThat(client.getReplyCode()).isEqualTo(426);
    assertThat(client.retrieveFile("/in/a.bin", OutputStream.nullOutputStream())).isFalse();
    assertThat(client.getReplyCode()).isEqualTo(426);
    assertThat(client.retrieveFile("/in/a.bin", OutputStream.nullOutputStream())).isTrue();
  }

  @Test
  void commonsNetSeesADownloadThatIsReset() throws Exception {
    faults.on("RETR").times(1).thenCutData(100_000);
    try (InputStream in = client.retrieveFileStream("/in/a.bin")) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(SocketException.class);
    }
    assertThat(client.completePendingCommand()).isFalse();
    assertThat(client.getReplyCode()).isEqualTo(426);
  }

  @Test
  void commonsNetSeesAnUploadThatIsCut() throws Exception {
    faults.on("STOR").times(1).thenCutData(64_000);
    assertThatThrownBy(
            () -> {
              if (!client.storeFile("/b.bin", new ByteArrayInputStream(CONTENT))) {
                throw new IOException(client.getReplyString());
              }
            })
        .isInstanceOf(IOException.class);
    client.disconnect();
    server.login(client);
    assertThat(client.storeFile("/b.bin", new ByteArrayInputStream(CONTENT))).isTrue();
    assertThat(content("/b.bin")).isEqualTo(CONTENT);
  }

  @Test
  void theReplyToAnUploadThatIsCutIs426() throws Exception {
    faults.on("STOR").thenCutData(10);
    try (RawClient raw = server.login();
        Socket data = raw.passive()) {
      raw.say("STOR b").expect(150);
      data.getOutputStream().write(new byte[100]);
      raw.expect(426);
    }
  }

  @Test
  void commonsNetSeesAListingThatIsCut() throws Exception {
    faults.on("NLST").thenCutData(2, End.FIN);
    faults.on("MLSD").thenCutData(0);
    assertThat(client.listNames("/in")).isNull();
    assertThat(client.getReplyCode()).isEqualTo(426);
    assertThatThrownBy(() -> client.mlistDir("/in")).isInstanceOf(SocketException.class);
  }

  @Test
  void commonsNetSeesATransferThatStalls() throws Exception {
    faults.on("RETR").thenStallData(50_000);
    client.setDataTimeout(Duration.ofMillis(300));
    try (InputStream in = client.retrieveFileStream("/in/a.bin")) {
      assertThat(in.readNBytes(50_000)).hasSize(50_000);
      assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(client.completePendingCommand()).as("the server gives up").isFalse();
    assertThat(client.getReplyCode()).isEqualTo(426);
  }

  @Test
  void clearingLetsAStalledTransferGoOn() throws Exception {
    faults.on("RETR").thenStallData(50_000);
    try (InputStream in = client.retrieveFileStream("/in/a.bin")) {
      in.skipNBytes(50_000);
      faults.clear();
      assertThat(in.readAllBytes()).hasSize(250_000);
    }
    assertThat(client.completePendingCommand()).isTrue();
  }

  @Test
  void commonsNetSeesAFullDisk() throws Exception {
    faults.on("STOR", "APPE").times(2).thenDiskFull(100_000);
    assertThat(client.storeFile("/b.bin", new ByteArrayInputStream(CONTENT))).isFalse();
    assertThat(client.getReplyCode()).isEqualTo(452);
    assertThat(client.appendFile("/c.bin", new ByteArrayInputStream(CONTENT))).isFalse();
    assertThat(client.getReplyCode()).isEqualTo(452);
    assertThat(client.storeFile("/b.bin", new ByteArrayInputStream(CONTENT))).isTrue();
  }

  @Test
  void commonsNetSeesAReadError() throws Exception {
    faults.on("RETR").times(1).thenReadError(100_000);
    byte[] arrived = available(client.retrieveFileStream("/in/a.bin"));
    assertThat(arrived.length).isLessThanOrEqualTo(100_000);
    assertThat(client.completePendingCommand()).isFalse();
    assertThat(client.getReplyCode()).isEqualTo(451);
  }

  @Test
  void commonsNetSeesASlowTransfer() throws Exception {
    faults.on("RETR", "STOR").thenThrottle(500_000);
    long start = System.nanoTime();
    assertThat(client.retrieveFile("/in/a.bin", OutputStream.nullOutputStream())).isTrue();
    assertThat(System.nanoTime() - start).isGreaterThan(550_000_000);
    start = System.nanoTime();
    assertThat(client.storeFile("/b.bin", new ByteArrayInputStream(CONTENT))).isTrue();
    assertThat(System.nanoTime() - start).isGreaterThan(550_000_000);
  }

  @Test
  void aSlowTransferCanAlsoBeCut() throws Exception {
    faults.on("RETR").thenThrottle(500_000);
    faults.on("RETR").thenCutData(100_000, End.FIN);
    long start = System.nanoTime();
    assertThat(available(client.retrieveFileStream("/in/a.bin"))).hasSize(100_000);
    assertThat(System.nanoTime() - start).isGreaterThan(150_000_000);
  }

  @Test
  void commonsNetSeesDataThatIsCorrupt() throws Exception {
    faults.on("RETR", "STOR").thenCorruptData(200_000);
    byte[] expected = CONTENT.clone();
    expected[200_000] = (byte) ~expected[200_000];
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(client.retrieveFile("/in/a.bin", out)).isTrue();
    assertThat(out.toByteArray()).isEqualTo(expected);
    assertThat(client.storeFile("/b.bin", new ByteArrayInputStream(CONTENT))).isTrue();
    assertThat(content("/b.bin")).isEqualTo(expected);
  }

  @Test
  void theNoopDuringATransferHasFaultsOfItsOwn() throws Exception {
    faults.on("NOOP").thenReply(500, "no");
    faults.on("STOR").thenFinalReply(451, "no luck");
    try (RawClient raw = server.login();
        Socket data = raw.passive()) {
      raw.say("STOR b").expect(150);
      raw.say("NOOP").expect("500 no");
      data.close();
      raw.expect("451 no luck");
      raw.say("PWD").expect(257);
    }
  }
}
