package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.CountingFileSystem;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.event.FtpEvent;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The log names the file, the reply and the reason. */
final class LogReasonsTest {

  @Test
  void aRefusedCommandIsLoggedWithItsAbsolutePathAndTheReason() throws Exception {
    try (LogCapture log = new LogCapture();
        TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      client.command("MKD d");
      client.command("CWD d");
      client.command("DELE gone");
      client.command("MKD /d");
      client.command("EPSV");
      client.command("LIST nope");
      client.command("MLSD nope");
      client.command("RETR gone");
      assertThat(log.tells("-[user] DELE /d/gone 550 No such file or directory.")).isTrue();
      assertThat(log.tells("-[user] MKD /d 550 File exists.")).isTrue();
      assertThat(log.tells("-[user] LIST /d/nope 550 ")).isTrue();
      assertThat(log.tells("-[user] MLSD /d/nope 550 ")).isTrue();
      assertThat(log.tells("-[user] RETR /d/gone 550 No such file or directory.")).isTrue();
    }
  }

  @Test
  void aTransferWithoutADataConnectionIsLogged() throws Exception {
    try (LogCapture log = new LogCapture();
        TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      Files.writeString(ftp.path("/f"), "1");
      client.say("RETR f").expect(425);
      client.say("LIST").expect(425);
      assertThat(log.tells("RETR /f 425 Use PASV")).isTrue();
      assertThat(log.tells("LIST / 425 Use PASV")).isTrue();
    }
  }

  @Test
  void aTransferIsLoggedAtItsStartAndWithTheReasonOfItsEnd() throws Exception {
    AccountLimits limits = AccountLimits.NONE.largestUpload(3);
    try (LogCapture log = new LogCapture();
        FileSystem memory = TestFtp.memory();
        TestFtp ftp =
            TestFtp.start(
                b ->
                    b.authenticator(
                        login ->
                            Optional.of(
                                Account.of(login.user(), memory, Permission.all())
                                    .limits(limits))));
        RawClient client = ftp.login()) {
      try (Socket data = client.passive()) {
        client.say("STOR big").expect(150);
        assertThat(log.tells("STOR /big started")).isTrue();
        data.getOutputStream().write(new byte[10]);
        data.shutdownOutput();
        client.expect(552);
      }
      assertThat(log.lines())
          .anyMatch(line -> line.matches("INFO .* STOR /big completed=0 .* 552 The file is .*"));
    }
  }

  @Test
  void aFailureOfTheStoreIsLoggedWithTheUserAndTheMessageOfTheStore() throws Exception {
    IOException answer = new AccessDeniedException("/f", null, "AccessDenied");
    answer.initCause(new IllegalStateException("no write access (Request ID 7)"));
    try (LogCapture log = new LogCapture();
        FileSystem memory = TestFtp.memory();
        CountingFileSystem files = new CountingFileSystem(memory);
        TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.login()) {
      files.whenAsked(
          (name, path) -> {
            if (path.endsWith("f")) {
              throw answer;
            }
          });
      assertThat(client.command("DELE f")).startsWith("550 ").doesNotContain("Request ID");
      assertThat(log.lines())
          .anyMatch(
              line ->
                  line.startsWith("WARN ")
                      && line.contains("-[user] DELE /f (")
                      && line.contains("AccessDenied; no write access (Request ID 7)"));
    }
  }

  @Test
  void sessionNumbersAreUniqueAcrossRestarts() throws Exception {
    long last = 0;
    for (int i = 0; i < 3; i++) {
      try (TestFtp ftp = TestFtp.start();
          RawClient client = ftp.connect()) {
        client.command("NOOP");
        FtpEvent first = ftp.events().getFirst();
        assertThat(first.client().session()).isGreaterThan(last).isLessThan(1L << 53);
        last = first.client().session();
      }
    }
  }
}
