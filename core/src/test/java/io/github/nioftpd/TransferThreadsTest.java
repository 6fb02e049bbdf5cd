package io.github.nioftpd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.Quota;
import io.github.nioftpd.config.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commands that move files or walk directories get their own thread, or are refused at the start.
 */
final class TransferThreadsTest {

  private static final Limits ONE = TestFtp.QUICK.transfers(1);

  private final FileSystem memory = TestFtp.memory();

  private TestFtp start(Limits limits) throws IOException {
    Files.writeString(memory.getPath("/kept"), "0123456789");
    return TestFtp.start(memory, builder -> builder.limits(limits));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RETR kept",
        "STOR kept",
        "APPE kept",
        "STOU",
        "LIST",
        "NLST",
        "MLSD",
        "STAT /",
        "DELE kept"
      })
  void aCommandWithoutAThreadIs450AndChangesNothing(String command) throws IOException {
    try (TestFtp ftp = start(ONE);
        RawClient busy = ftp.login();
        RawClient refused = ftp.login()) {
      try (Socket data = busy.passive()) {
        busy.say("STOR busy").expect(150);
        refused.passivePort();
        for (int i = 0; i < 3; i++) {
          refused.say(command).expect(450);
        }
        assertThat(memory.getPath("/kept")).hasContent("0123456789");
        refused.say("STAT").expect("211-");
        refused.say("SIZE kept").expect("550 SIZE is not available in type A");
        assertThat(data.isConnected()).isTrue();
      }
      busy.expect(226);
      assertThat(refused.download("RETR kept")).hasSize(10);
      try (var entries = Files.list(memory.getPath("/"))) {
        assertThat(entries).as("STOU made nothing").hasSize(2);
      }
    }
  }

  @Test
  void aRenameWithoutAThreadIs450() throws IOException {
    try (TestFtp ftp = start(ONE);
        RawClient busy = ftp.login();
        RawClient refused = ftp.login()) {
      refused.say("RNFR kept").expect(350);
      try (Socket data = busy.passive()) {
        busy.say("STOR busy").expect(150);
        refused.say("RNTO moved").expect(450);
        assertThat(data.isConnected()).isTrue();
      }
      busy.expect(226);
      refused.say("RNFR kept").expect(350);
      refused.say("RNTO moved").expect(250);
      assertThat(memory.getPath("/moved")).hasContent("0123456789");
    }
  }

  @Test
  void theRestOffsetOfARefusedTransferIsForgotten() throws IOException {
    try (TestFtp ftp = start(ONE);
        RawClient busy = ftp.login();
        RawClient refused = ftp.login()) {
      refused.say("TYPE I").expect(200);
      refused.say("REST 5").expect(350);
      try (Socket data = busy.passive()) {
        busy.say("STOR busy").expect(150);
        refused.passivePort();
        refused.say("RETR kept").expect(450);
        assertThat(data.isConnected()).isTrue();
      }
      busy.expect(226);
      assertThat(refused.download("RETR kept")).asString(UTF_8).isEqualTo("0123456789");
    }
  }

  @Test
  void aThreadIsFreeAgainAfterEveryEndOfACommand() throws IOException {
    try (TestFtp ftp = start(ONE);
        RawClient client = ftp.login()) {
      for (int i = 0; i < 50; i++) {
        client.say("RETR kept").expect(425);
        client.passivePort();
        client.say("RETR missing").expect(550);
        client.say("DELE missing").expect(550);
        client.say("STAT missing").expect(550);
        assertThat(client.download("RETR kept")).hasSize(10);
        client.upload("STOR up", new byte[i]);
        client.passivePort();
        client.say("LIST").expect(150);
        client.say("ABOR").expect(426);
        client.expect(226);
      }
    }
  }

  @Test
  void aNewLimitAppliesToExistingSessionsAtOnce() throws IOException {
    try (TestFtp ftp = start(ONE);
        RawClient busy = ftp.login();
        RawClient other = ftp.login();
        Socket data = busy.passive()) {
      busy.say("STOR busy").expect(150);
      other.say("STAT /").expect(450);
      ftp.server()
          .reload(
              FtpServer.builder()
                  .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                  .limits(TestFtp.QUICK.transfers(2))
                  .authenticator(login -> Optional.empty()));
      other.say("STAT /").expect("213-");
      assertThat(data.isConnected()).isTrue();
    }
  }

  @Test
  void theDefaultIsOneThreadPerSession() throws IOException {
    try (TestFtp ftp = start(TestFtp.QUICK.sessions(2));
        RawClient one = ftp.login();
        RawClient other = ftp.login();
        Socket first = one.passive();
        Socket second = other.passive()) {
      one.say("STOR a").expect(150);
      other.say("STOR b").expect(150);
      assertThat(first.isConnected() && second.isConnected()).isTrue();
    }
  }

  /** Long operations never run on a virtual thread. */
  @Test
  void noVirtualThreadMovesCopiesRemovesOrCounts() throws IOException {
    Files.writeString(memory.getPath("/a"), "1");
    Files.createDirectory(memory.getPath("/d"));
    CountingFileSystem files = new CountingFileSystem(memory);
    Map<String, Boolean> virtual = new ConcurrentHashMap<>();
    files.whenAsked(
        (question, path) ->
            virtual.merge(
                question + " " + path, Thread.currentThread().isVirtual(), Boolean::logicalOr));
    Account account =
        Account.of("user", files, Permission.all())
            .limits(AccountLimits.NONE.quota(Quota.UNLIMITED.bytes(1_000_000).files(1_000)));
    try (TestFtp ftp = TestFtp.start(account);
        RawClient client = ftp.login()) {
      assertThat(virtual).as("the home is counted").containsEntry("list /d", false);
      client.command("SITE CPFR a");
      client.say("SITE CPTO b").expect(250);
      client.command("RNFR b");
      client.say("RNTO c").expect(250);
      client.say("DELE c").expect(250);
      client.say("RMD d").expect(250);
      virtual.remove("list /");
      client.say("STAT /").expect("213-");
      assertThat(virtual)
          .containsEntry("list /", false)
          .containsEntry("copy /a", false)
          .containsEntry("move /b", false)
          .containsEntry("delete /c", false)
          .containsEntry("delete /d", false);
      virtual.clear();
      assertThat(client.download("LIST")).isNotEmpty();
      assertThat(virtual.get("attributes /a")).isNotEqualTo(true);
      assertThat(virtual).isNotEmpty();
    }
  }
}
