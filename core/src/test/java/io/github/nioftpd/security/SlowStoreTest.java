package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.CountingFileSystem;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.Quota;
import io.github.nioftpd.auth.Usage;
import io.github.nioftpd.auth.UsageLedger;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A slow change in the store does not delay other sessions of a user with a quota. */
@Timeout(300)
final class SlowStoreTest {
  private final FileSystem memory = TestFtp.memory();
  private final CountingFileSystem files = new CountingFileSystem(memory);
  private final UsageLedger ledger = UsageLedger.inMemory();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectory(memory.getPath("/slow"));
    Files.write(memory.getPath("/slow/file"), new byte[10]);
  }

  private TestFtp start() throws IOException {
    AccountLimits limits = AccountLimits.NONE.quota(Quota.UNLIMITED.bytes(1_000).files(10));
    return TestFtp.start(
        files,
        builder ->
            builder
                .ledger(ledger)
                .authenticator(
                    login ->
                        Optional.of(
                            Account.of(login.user(), files, Permission.all()).limits(limits))));
  }

  /** Makes the next such call wait until {@link #free} is counted down. */
  private void slow(String question) {
    files.whenAsked(
        (name, path) -> {
          if ((name + " " + path).startsWith(question) && begun.getCount() > 0) {
            begun.countDown();
            try {
              free.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        });
  }

  private long bytes() throws IOException {
    return ledger.find("user").map(Usage::bytes).orElse(-1L);
  }

  @ParameterizedTest
  @CsvSource({
    "RNTO other, move /slow, 250",
    "DELE slow/file, delete /slow/file, 250",
    "MKD slow/new, mkdir, 257",
    "STOR slow/new, open /slow/new, 150",
    "SITE CPTO slow/new, copy /slow/file, 250"
  })
  void otherSessionsOfTheUserContinue(String command, String question, String reply)
      throws Exception {
    try (TestFtp ftp = start();
        RawClient one = ftp.loginBinary();
        RawClient two = ftp.loginBinary()) {
      one.command(command.startsWith("SITE") ? "SITE CPFR slow/file" : "RNFR slow");
      one.command("EPSV");
      slow(question);
      one.send(command + "\r\n");
      assertThat(begun.await(120, TimeUnit.SECONDS)).isTrue();
      two.say("AVBL").expect(213);
      two.upload("STOR b", new byte[100]);
      two.say("MKD d").expect(257);
      two.say("DELE b").expect(250);
      two.say("SITE QUOTA").expect(200);
      ftp.login().close();
      free.countDown();
      assertThat(one.reply()).startsWith(reply);
    } finally {
      free.countDown();
    }
  }

  @Test
  void aSecondChangeOfTheSamePathIsCountedOnce() throws Exception {
    try (TestFtp ftp = start();
        RawClient one = ftp.login();
        RawClient two = ftp.login()) {
      two.command("TYPE I");
      slow("delete /slow/file");
      one.send("DELE slow/file\r\n");
      assertThat(begun.await(120, TimeUnit.SECONDS)).isTrue();
      two.say("EPSV").expect(229);
      two.send("DELE slow/file\r\n");
      free.countDown();
      one.expect(250);
      two.expect(550);
      assertThat(bytes()).isZero();
    } finally {
      free.countDown();
    }
  }
}
