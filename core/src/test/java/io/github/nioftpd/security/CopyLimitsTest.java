package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.Quota;
import io.github.nioftpd.auth.Usage;
import io.github.nioftpd.auth.UsageLedger;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Copies count towards quotas like uploads. */
@DisplayName("Quotas and copies")
final class CopyLimitsTest {

  private final FileSystem files = TestFtp.memory();
  private final UsageLedger ledger = UsageLedger.inMemory();

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  private TestFtp start(AccountLimits limits) throws IOException {
    Account account = Account.of("user", files, Permission.all()).limits(limits);
    return TestFtp.start(
        files, builder -> builder.ledger(ledger).authenticator(login -> Optional.of(account)));
  }

  private static String copy(RawClient client, String from, String to) throws IOException {
    client.say("SITE CPFR " + from).expect(350);
    return client.command("SITE CPTO " + to);
  }

  private void holds(long bytes, long count) throws IOException {
    Usage usage = ledger.find("user").orElseThrow();
    assertThat(List.of(usage.bytes(), usage.files())).isEqualTo(List.of(bytes, count));
  }

  @Test
  void aCopyCountsAndTheReplacedFileNoLongerDoes() throws IOException {
    try (TestFtp ftp = start(AccountLimits.NONE.quota(Quota.UNLIMITED.bytes(1_000).files(3)));
        RawClient client = ftp.loginBinary()) {
      client.upload("STOR a", new byte[400]);
      assertThat(copy(client, "a", "b")).startsWith("250");
      holds(800, 2);
      client.upload("STOR c", new byte[100]);
      holds(900, 3);
      assertThat(copy(client, "c", "b")).startsWith("250");
      holds(600, 3);
      assertThat(copy(client, "a", "c")).startsWith("250");
      holds(900, 3);
      assertThat(ledger.find("user").orElseThrow().uploaded()).isEqualTo(500);
    }
  }

  @Test
  void aCopyOverTheQuotaIs552AndChangesNothing() throws IOException {
    try (TestFtp ftp = start(AccountLimits.NONE.quota(Quota.UNLIMITED.bytes(1_000).files(2)));
        RawClient client = ftp.loginBinary()) {
      client.upload("STOR a", new byte[600]);
      assertThat(copy(client, "a", "b")).startsWith("552 ");
      holds(600, 1);
      assertThat(files.getPath("/b")).doesNotExist();
      client.upload("STOR b", new byte[10]);
      assertThat(copy(client, "a", "b")).startsWith("552 ");
      assertThat(files.getPath("/b")).hasSize(10);
      assertThat(copy(client, "b", "c")).as("one file too many").startsWith("552 ");
      holds(610, 2);
      client.upload("APPE b", new byte[390]);
      holds(1_000, 2);
    }
  }

  @Test
  void replacingALinkKeepsTheUsageCorrect() throws IOException {
    try (TestFtp ftp = start(AccountLimits.NONE.quota(Quota.UNLIMITED.bytes(1_000)));
        RawClient client = ftp.loginBinary()) {
      client.upload("STOR a", new byte[200]);
      client.upload("STOR b", new byte[300]);
      Files.createSymbolicLink(files.getPath("/link"), files.getPath("b"));
      assertThat(copy(client, "a", "link")).startsWith("250");
      holds(700, 3);
    }
  }

  @Test
  void aFileOverTheUploadLimitIsNotCopied() throws IOException {
    Files.write(files.getPath("/a"), new byte[11]);
    Files.write(files.getPath("/b"), new byte[10]);
    try (TestFtp ftp = start(AccountLimits.NONE.largestUpload(10));
        RawClient client = ftp.login()) {
      assertThat(copy(client, "a", "c")).startsWith("552 ");
      assertThat(copy(client, "b", "c")).startsWith("250");
    }
  }

  @Test
  void aFileBeingUploadedIsNotReplaced() throws IOException {
    Files.write(files.getPath("/a"), new byte[11]);
    try (TestFtp ftp = start(AccountLimits.NONE.quota(Quota.UNLIMITED.bytes(1_000)));
        RawClient one = ftp.login();
        RawClient two = ftp.login();
        Socket data = one.passive()) {
      one.say("STOR b").expect(150);
      assertThat(copy(two, "a", "b")).startsWith("450 ");
      data.shutdownOutput();
      one.expect(226);
      assertThat(copy(two, "a", "b")).startsWith("250");
      holds(22, 2);
    }
  }
}
