package io.github.nioftpd.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.Quota;
import io.github.nioftpd.auth.Usage;
import io.github.nioftpd.security.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quota usage survives restarts and crashes. */
@DisplayName("Quota database")
final class QuotaLedgerTest {

  @TempDir Path directory;

  private static final Usage SOME = new Usage(1L << 40, 2, 3, 4);

  @Test
  void storedUsageIsReadBack() throws IOException {
    Path file = directory.resolve("quota.db");
    try (QuotaLedger ledger = QuotaLedger.open(file)) {
      assertThat(ledger.find("bob")).isEmpty();
      ledger.put("bob", new Usage(9, 9, 9, 9));
      ledger.put("bob", SOME);
      ledger.put("eve: 1 2\n", Usage.ZERO);
    }
    try (QuotaLedger ledger = QuotaLedger.open(file)) {
      assertThat(ledger.find("bob")).contains(SOME);
      assertThat(ledger.find("eve: 1 2\n")).contains(Usage.ZERO);
    }
  }

  @Test
  void aCrashLosesNoMoreThanTheLastSecond() throws Exception {
    Path file = directory.resolve("quota.db");
    Path after = directory.resolve("after-the-crash.db");
    try (QuotaLedger ledger = QuotaLedger.open(file)) {
      ledger.put("bob", SOME);
      Patience.until("the database is written periodically", () -> isKept(file, after));
      ledger.put("bob", Usage.ZERO);
    }
    byte[] whole = Files.readAllBytes(after);
    for (int cut = 1; cut < 200; cut += 7) {
      Files.write(
          after, Arrays.copyOf(whole, whole.length + cut)); // an incomplete write at its end
      try (QuotaLedger ledger = QuotaLedger.open(after)) {
        assertThat(ledger.find("bob")).contains(SOME);
      }
    }
  }

  private static boolean isKept(Path file, Path copy) throws IOException {
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    try (QuotaLedger ledger = QuotaLedger.open(copy)) {
      return ledger.find("bob").equals(Optional.of(SOME));
    } catch (IOException e) {
      return false; // copied during a write
    }
  }

  @Test
  void anInvalidQuotaDatabaseIsReportedInOneSentence() throws IOException {
    Path other = Files.writeString(directory.resolve("notes.txt"), "no ledger ".repeat(2_000));
    assertThatThrownBy(() -> QuotaLedger.open(other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("notes.txt: it is not a quota database");
    assertThatThrownBy(() -> QuotaLedger.open(directory.resolve("no/such/quota.db")))
        .hasMessageContaining("the directory does not exist");
    Path file = directory.resolve("quota.db");
    try (QuotaLedger open = QuotaLedger.open(file)) {
      assertThatThrownBy(() -> QuotaLedger.open(file))
          .hasMessageContaining("another process has opened it");
      assertThat(open.find("bob")).isEmpty();
    }
  }

  @Test
  void aQuotaSurvivesARestartOfTheServer() throws IOException {
    Path file = directory.resolve("quota.db");
    FileSystem files = TestFtp.memory();
    try (QuotaLedger ledger = QuotaLedger.open(file);
        FtpServer server = builder(files).ledger(ledger).start();
        RawClient client = login(server)) {
      client.upload("STOR a", new byte[900]);
    }
    try (QuotaLedger ledger = QuotaLedger.open(file);
        FtpServer server = builder(files).ledger(ledger).start();
        RawClient client = login(server)) {
      assertThat(ledger.find("bob")).contains(new Usage(900, 1, 900, 0));
      client.say("ALLO 100").expect(200);
      client.say("ALLO 101").expect(552);
    }
  }

  private static FtpServer.Builder builder(FileSystem files) {
    AccountLimits limits = AccountLimits.NONE.quota(Quota.UNLIMITED.bytes(1_000));
    return FtpServer.builder()
        .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .authenticator(
            login -> Optional.of(Account.of("bob", files, Permission.all()).limits(limits)));
  }

  private static RawClient login(FtpServer server) throws IOException {
    return RawClient.login(server.address(), "bob", "x");
  }
}
