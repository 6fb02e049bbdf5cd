package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.TestTls;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Health checks that connect and send nothing are logged at debug level only. */
final class ProbeTest {

  private static List<String> above(LogCapture log, String level) {
    return log.lines().stream().filter(line -> !line.startsWith(level)).toList();
  }

  private static void probe(TestFtp ftp, String sent) throws Exception {
    try (Socket socket = new Socket()) {
      socket.connect(ftp.server().address());
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      try {
        socket.getInputStream().readAllBytes();
      } catch (IOException e) {
        // a reset ends the connection as well
      }
    }
    Patience.until("the session ends", () -> ftp.server().sessions().isEmpty());
  }

  @Test
  void aProbeIsLoggedAtDebugLevelAloneAndIsNoEvent() throws Exception {
    try (LogCapture log = new LogCapture();
        TestFtp ftp = TestFtp.start()) {
      probe(ftp, "");
      assertThat(above(log, "DEBUG")).isEmpty();
      assertThat(log.tells("connected and sent nothing")).isTrue();
      assertThat(ftp.events()).isEmpty();
    }
  }

  @Test
  void aProbeOfImplicitTlsIsLoggedAtDebugLevelAlone() throws Exception {
    try (LogCapture log = new LogCapture();
        TestFtp ftp = TestTls.start(policy -> policy.implicit(true))) {
      probe(ftp, "");
      assertThat(above(log, "DEBUG")).isEmpty();
      assertThat(ftp.events()).isEmpty();
    }
  }

  @Test
  void aClientThatSendsAnythingIsLoggedFromItsBeginningToItsEnd() throws Exception {
    try (LogCapture log = new LogCapture();
        TestFtp ftp = TestFtp.start()) {
      probe(ftp, "x");
      assertThat(above(log, "DEBUG"))
          .hasSize(2)
          .anyMatch(line -> line.contains("FTP session opened (connect)"))
          .anyMatch(line -> line.contains("FTP session closed (disconnect)"));
    }
  }

  @Test
  void aClientThatReachesTheLoginDeadlineIsLogged() throws Exception {
    try (LogCapture log = new LogCapture();
        TestFtp ftp =
            TestFtp.start(b -> b.limits(TestFtp.QUICK.loginDeadline(Duration.ofMillis(200))));
        RawClient client = ftp.connect()) {
      client.expect(421);
      Patience.until("the session ends", () -> ftp.server().sessions().isEmpty());
      assertThat(above(log, "DEBUG"))
          .anyMatch(line -> line.contains("FTP session closed (login timeout)"));
    }
  }
}
