package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FtpServerTest {

  @Test
  void aFileIsUploadedAndDownloaded() throws IOException {
    byte[] bytes = new byte[3_000_000];
    new java.util.Random(1).nextBytes(bytes);
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.loginBinary()) {
      client.upload("STOR a.bin", bytes);
      assertThat(Files.readAllBytes(ftp.path("/a.bin"))).isEqualTo(bytes);
      assertThat(client.download("RETR a.bin")).isEqualTo(bytes);
      client.say("QUIT").expect(221);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void closeNotifiesIdleSessionsAndWaitsForATransfer() throws Exception {
    try (TestFtp ftp = TestFtp.start();
        RawClient idle = ftp.login();
        RawClient busy = ftp.login()) {
      Socket data = busy.passive();
      busy.say("STOR a").expect(150);
      Thread closing = Thread.ofVirtual().start(() -> ftp.server().close(Duration.ofSeconds(20)));
      idle.expect(421);
      assertThat(idle.isClosedByServer()).isTrue();
      data.getOutputStream().write(1);
      data.close();
      busy.expect(226);
      busy.expect(421);
      closing.join();
      assertThat(Files.size(ftp.path("/a"))).isEqualTo(1);
    }
  }

  @Test
  void closeAbortsATransferAfterTheGracePeriod() throws Exception {
    try (TestFtp ftp = TestFtp.start();
        RawClient busy = ftp.login();
        Socket data = busy.passive()) {
      busy.say("STOR a").expect(150);
      ftp.server().close(Duration.ofMillis(50));
      assertThat(data.isConnected()).isTrue();
      assertThat(busy.rest()).matches("(426 .*\r\n)?(421 .*\r\n)?");
      assertThat(ftp.server().sessions()).isEmpty();
    }
  }

  @Test
  void closeWaitsNoLongerForAHangingUploadThanTheBuilderSays() throws Exception {
    try (TestFtp ftp = TestFtp.start(builder -> builder.grace(Duration.ofMillis(50)));
        RawClient busy = ftp.login();
        Socket data = busy.passive()) {
      busy.say("STOR a").expect(150);
      assertTimeout(Duration.ofSeconds(8), () -> ftp.server().close());
      assertThat(data.isConnected()).isTrue();
      assertThat(ftp.server().sessions()).isEmpty();
    }
  }
}
