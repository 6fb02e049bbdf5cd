package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.event.FtpEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands and disconnects during a transfer, where a transcript alone cannot test them. */
final class ControlDuringTransferTest {

  /** Larger than the socket buffers. */
  private static final byte[] LARGE = new byte[32 << 20];

  private TestFtp ftp;
  private RawClient client;

  @BeforeEach
  void logIn() throws IOException {
    ftp = TestFtp.start();
    Files.write(ftp.path("/small"), new byte[1000]);
    Files.write(ftp.path("/large"), LARGE);
    client = ftp.loginBinary();
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    ftp.close();
  }

  @Test
  void theDataConnectionEndsBefore226() throws IOException {
    for (int i = 0; i < 100; i++) {
      int port = client.passivePort();
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      try (SocketChannel data = SocketChannel.open(address)) {
        client.say("RETR small").expect(150);
        client.expect(226);
        data.configureBlocking(false);
        ByteBuffer buffer = ByteBuffer.allocate(2000);
        assertThat(data.read(buffer)).isEqualTo(1000);
        assertThat(data.read(buffer)).as("end of data").isEqualTo(-1);
      }
    }
  }

  @Test
  void theFileIsVisibleBefore226() throws IOException {
    for (int i = 0; i < 100; i++) {
      client.upload("STOR up" + i, new byte[i]);
      assertThat(Files.size(ftp.path("/up" + i))).isEqualTo(i);
    }
  }

  @Test
  void statAndNoopAreAnsweredAtOnceAndTheRestInOrderAfterwards() throws IOException {
    try (Socket data = client.passive()) {
      client.say("STOR up").expect(150);
      data.getOutputStream().write(new byte[12_345]);
      until(() -> command("STAT").contains("STOR: 12345 bytes moved"));
      client.say("NOOP").expect(200);
      client.send("PWD\r\nNOOP\r\nSIZE up\r\nSTAT\r\n");
      data.getOutputStream().write(1);
    }
    client.expect(226);
    client.expect(257);
    client.expect(200);
    assertThat(client.reply()).isEqualTo("213 12346");
    client.expect(211).contains("No transfer is running.");
  }

  @Test
  void aPathWithStatWaitsForTheTransfer() throws IOException {
    try (Socket data = client.passive()) {
      client.say("STOR up").expect(150);
      client.send("STAT up\r\n");
      data.getOutputStream().write(1);
    }
    client.expect(226);
    client.expect(213);
  }

  @Test
  void moreCommandsThanTheServerQueuesAreAllAnswered() throws IOException {
    try (Socket data = client.passive()) {
      client.say("STOR up").expect(150);
      client.send("PWD\r\n".repeat(500) + "SYST\r\n");
      data.getOutputStream().write(1);
    }
    client.expect(226);
    for (int i = 0; i < 500; i++) {
      client.expect(257);
    }
    client.expect(215);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABOR\r\n", "abor\r\n", "ABOR \r\n"})
  void aborEndsADownload(String abort) throws IOException {
    try (Socket data = client.passive()) {
      client.say("RETR large").expect(150);
      data.getInputStream().readNBytes(100_000);
      client.send(abort);
      client.expect(426);
      client.expect(226);
      assertEnded(data);
    }
    assertNotCompleted();
    assertThat(client.download("RETR small")).hasSize(1000);
  }

  @Test
  void aborWithTelnetIpAndAnUrgentDataMarkEndsADownload() throws IOException {
    try (Socket data = client.passive()) {
      client.say("RETR large").expect(150);
      data.getInputStream().readNBytes(100_000);
      client.send(new byte[] {(byte) 255, (byte) 244, (byte) 255});
      client.socket().sendUrgentData(242);
      client.send("ABOR\r\n");
      client.expect(426);
      client.expect(226);
    }
    client.say("NOOP").expect(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FFF4FFF2", "FFF4F2", "FFF4FF"})
  void aborEndsADownloadBehindASynchThatIsNotUrgent(String synch) throws IOException {
    try (Socket data = client.passive()) {
      client.say("RETR large").expect(150);
      data.getInputStream().readNBytes(100_000);
      client.send(HexFormat.of().parseHex(synch));
      client.send("ABOR\r\n");
      client.expect(426);
      client.expect(226);
    }
  }

  @Test
  void aborEndsAnUpload() throws IOException {
    try (Socket data = client.passive()) {
      client.say("STOR up").expect(150);
      data.getOutputStream().write(new byte[1000]);
      until(() -> command("STAT").contains("STOR: 1000 bytes moved"));
      client.send("ABOR\r\n");
      client.expect(426);
      client.expect(226);
      assertEnded(data);
    }
    assertNotCompleted();
  }

  @Test
  void aborEndsATransferThatWaitsForItsDataConnection() throws IOException {
    client.passivePort();
    client.say("RETR small").expect(150);
    client.say("ABOR").expect(426);
    client.expect(226);
    assertThat(client.download("RETR small")).hasSize(1000);
  }

  @Test
  void aborReleasesThePassivePort() throws IOException {
    client.passivePort();
    client.say("ABOR").expect(226);
    client.say("RETR small").expect(425);
  }

  @Test
  void aborOvertakesQueuedCommandsButItsReplyDoesNot() throws IOException {
    try (Socket data = client.passive()) {
      client.send("RETR large\r\nPWD\r\nNOOP\r\nSTAT\r\nABOR\r\nSYST\r\n");
      client.expect(150);
      client.expect(426);
      client.expect(257);
      client.expect(200);
      client.expect(211);
      client.expect(226);
      client.expect(215);
      assertEnded(data);
    }
  }

  @Test
  void aborAfterTheEndHasItsOwnReply() throws IOException {
    for (int i = 0; i < 50; i++) {
      try (Socket data = client.passive()) {
        client.send("RETR small\r\nABOR\r\nPWD\r\n");
        client.expect(150);
        assertThat(client.reply()).matches("(226|426) .*");
        client.expect(226);
        client.expect(257);
        assertEnded(data);
      }
    }
  }

  @Test
  void quitBehindAnUploadWaitsForItsEnd() throws IOException {
    try (Socket data = client.passive()) {
      client.send("STOR up\r\nQUIT\r\nDELE up\r\n");
      client.socket().shutdownOutput();
      client.expect(150);
      data.getOutputStream().write(new byte[100_000]);
    }
    client.expect(226);
    client.expect(221);
    assertThat(client.isClosedByServer()).isTrue();
    assertThat(Files.size(ftp.path("/up"))).isEqualTo(100_000);
  }

  @Test
  void aDisconnectDuringADownloadIsDetectedAtOnce() throws IOException {
    try (Socket data = client.passive()) {
      client.say("RETR large").expect(150);
      data.getInputStream().readNBytes(1);
      client.close();
      until(() -> ftp.server().sessions().isEmpty());
      assertEnded(data);
    }
    assertNotCompleted();
  }

  @Test
  void aDisconnectDuringAnUploadIsDetectedAtOnce() throws IOException {
    try (Socket data = client.passive()) {
      client.send("STOR up\r\nDELE large\r\n");
      client.expect(150);
      data.getOutputStream().write(1);
      client.close();
      until(() -> ftp.server().sessions().isEmpty());
      assertEnded(data);
    }
    assertNotCompleted();
  }

  @Test
  void aDisconnectBeforeTheDataConnectionIsDetectedAtOnce() throws IOException {
    client.passivePort();
    client.say("STOR up").expect(150);
    client.close();
    until(() -> ftp.server().sessions().isEmpty());
  }

  @Test
  void aDataConnectionClosedEarlyIs426() throws IOException {
    try (Socket data = client.passive()) {
      client.say("RETR large").expect(150);
      data.getInputStream().readNBytes(100_000);
    }
    client.expect(426);
    assertNotCompleted();
    client.say("NOOP").expect(200);
  }

  @Test
  void aTransferIsNeverIdle() throws IOException {
    try (TestFtp hasty =
            TestFtp.start(builder -> builder.limits(TestFtp.QUICK.idle(Duration.ofMillis(400))));
        RawClient busy = hasty.login();
        Socket data = busy.passive()) {
      busy.say("STOR up").expect(150);
      try (RawClient idle = hasty.connect()) {
        idle.expect(421);
      }
      data.getOutputStream().write(1);
      data.close();
      busy.expect(226);
      busy.expect(421);
      assertThat(busy.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aStalledTransferEnds() throws IOException {
    try (TestFtp hasty =
            TestFtp.start(
                builder -> builder.limits(TestFtp.QUICK.dataStall(Duration.ofMillis(100))));
        RawClient slow = hasty.login();
        Socket data = slow.passive()) {
      slow.say("STOR up").expect(150);
      slow.expect(426);
      assertEnded(data);
      slow.say("NOOP").expect(200);
    }
  }

  @Test
  void aClientThatNeverConnectsGets425() throws IOException {
    try (TestFtp hasty =
            TestFtp.start(
                builder -> builder.limits(TestFtp.QUICK.dataConnect(Duration.ofMillis(50))));
        RawClient absent = hasty.login()) {
      absent.passivePort();
      absent.say("LIST").expect(150);
      absent.expect(425);
      absent.say("NOOP").expect(200);
    }
  }

  private String command(String line) {
    try {
      return client.command(line);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Asserts that a connection has ended, by EOF or by a reset. */
  private static void assertEnded(Socket data) {
    try {
      data.getInputStream().readAllBytes();
    } catch (IOException e) {
      assertThat(e).isNotInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  private void assertNotCompleted() {
    until(() -> ftp.events().stream().anyMatch(FtpEvent.Transferred.class::isInstance));
    assertThat(ftp.events())
        .filteredOn(FtpEvent.Transferred.class::isInstance)
        .singleElement()
        .isInstanceOf(FtpEvent.TransferFailed.class);
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
