package io.github.nioftpd.security;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Aborted sessions and connection storms leak nothing. */
@DisplayName("Leaks of aborted sessions, connection storms")
final class LeakTest {

  @Test
  @DisplayName("QUIT, REIN, USER and a hang-up during a transfer, at each point of it")
  void sessionsThatEndDuringATransferLeaveNothing() throws Exception {
    endSessions(30); // each combination of the remainders in cycle(...) once
  }

  @Test
  @Tag("soak")
  @DisplayName("QUIT, REIN, USER and a hang-up during a transfer, thousands of times")
  void thousandsOfSessionsThatEndDuringATransferLeaveNothing() throws Exception {
    endSessions(500);
  }

  private static void endSessions(int cycles) throws Exception {
    try (TestFtp ftp = TestFtp.start()) {
      Files.write(ftp.path("/big"), new byte[1 << 20]);
      String[] ends = {
        "QUIT\r\n", "REIN\r\n", "USER user\r\n", "ABOR\r\nQUIT\r\n", "", "QUIT\r\nNO"
      };
      cycle(ftp, 0, ends[0], "first");
      Patience.until("the first session ends", () -> ftp.server().sessions().isEmpty());
      long open = Descriptors.open();
      for (int i = 0; i < cycles; i++) {
        for (int k = 0; k < ends.length; k++) {
          cycle(ftp, i, ends[k], "x" + i + "." + k);
        }
      }
      Patience.until("all sessions end", () -> ftp.server().sessions().isEmpty());
      Patience.until("descriptors are closed", () -> Descriptors.open() <= open);
    }
  }

  /** Each name is new, because the previous session may still be ending its upload. */
  private static void cycle(TestFtp ftp, int i, String end, String name) throws IOException {
    try (RawClient client = ftp.login();
        Socket data = client.passive()) {
      client.send((i % 2 == 0 ? "STOR " + name : "RETR big") + "\r\n" + end);
      if (i % 3 != 0) {
        client.expect(150);
      }
      if (i % 5 == 0) {
        data.setSoLinger(true, 0);
      }
    }
  }

  @Test
  @DisplayName("A session serves one transfer after another after REIN")
  void oneSessionReinitialisedManyTimesLeaksNothing() throws Exception {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      client.passivePort();
      long open = Descriptors.open();
      for (int i = 0; i < 1_000; i++) {
        Socket data = client.passive();
        client.send("STOR x\r\nREIN\r\nUSER user\r\nPASS secret\r\n");
        data.close();
        client.expect(150);
        client.expect(226);
        client.expect(220);
        client.expect(331);
        client.expect(230);
      }
      client.passivePort();
      Patience.until("descriptors are closed", () -> Descriptors.open() <= open);
    }
  }

  @Test
  @DisplayName("A storm of connections that are reset at once")
  void aStormOfResetsIsSurvived() throws Exception {
    try (TestFtp ftp = TestFtp.start()) {
      for (int i = 0; i < 3_000; i++) {
        Socket socket = new Socket(ftp.server().address().getAddress(), ftp.port());
        if (i % 3 == 0) {
          socket
              .getOutputStream()
              .write(
                  "USER user\r\nPASS secret\r\nEPSV\r\nLIST\r\n"
                      .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        socket.setSoLinger(true, 0);
        socket.close();
      }
      Patience.until("all sessions end", () -> ftp.server().sessions().isEmpty());
      try (RawClient client = ftp.login()) {
        client.upload("STOR a", new byte[] {1});
      }
    }
  }
}
