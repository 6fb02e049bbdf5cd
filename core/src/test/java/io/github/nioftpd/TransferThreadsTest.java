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
 * What moves files or walks directories has a thread of its own, or is refused before it begins.
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
  void whatGetsNoThreadIs450AndChangesNothing(String command) throws IOException {
    try (TestFtp ftp = start(ONE);
        RawClient busy = ftp.login();
        RawClient refused = ftp.login()) {
      try (Socket data = busy.passive()) {
        assertThat(busy.command("STOR busy")).startsWith("150 ");
        refused.passivePort();
        for (int i = 0; i < 3; i++) {
          assertThat(refused.command(command)).startsWith("450 ");
        }
        assertThat(memory.getPath("/kept")).hasContent("0123456789");
        assertThat(refused.command("STAT")).startsWith("211-");
        assertThat(refused.command("SIZE kept")).startsWith("550 SIZE is not available in type A");
        assertThat(data.isConnected()).isTrue();
      }
      assertThat(busy.reply()).startsWith("226 ");
      assertThat(refused.download("RETR kept")).hasSize(10);
      try (var entries = Files.list(memory.getPath("/"))) {
        assertThat(entries).as("STOU made nothing").hasSize(2);
      }
    }
  }

  @Test
  void aRenameThatGetsNoThreadIs450() throws IOException {
    try (TestFtp ftp = start(ONE);
        RawClient busy = ftp.login();
        RawClient refused = ftp.login()) {
      assertThat(refused.command("RNFR kept")).startsWith("350 ");
      try (Socket data = busy.passive()) {
        assertThat(busy.command("STOR busy")).startsWith("150 ");
        assertThat(refused.command("RNTO moved")).startsWith("450 ");
        assertThat(data.isConnected()).isTrue();
      }
      assertThat(busy.reply()).startsWith("226 ");
      assertThat(refused.command("RNFR kept")).startsWith("350 ");
      assertThat(refused.command("RNTO moved")).startsWith("250 ");
      assertThat(memory.getPath("/moved")).hasContent("0123456789");
    }
  }

  @Test
  void theRestOffsetOfARefusedTransferIsForgotten() throws IOException {
    try (TestFtp ftp = start(ONE);
        RawClient busy = ftp.login();
        RawClient refused = ftp.login()) {
      assertThat(refused.command("TYPE I")).startsWith("200 ");
      assertThat(refused.command("REST 5")).startsWith("350 ");
      try (Socket data = busy.passive()) {
        assertThat(busy.command("STOR busy")).startsWith("150 ");
        refused.passivePort();
        assertThat(refused.command("RETR kept")).startsWith("450 ");
        assertThat(data.isConnected()).isTrue();
      }
      assertThat(busy.reply()).startsWith("226 ");
      assertThat(refused.download("RETR kept")).asString(UTF_8).isEqualTo("0123456789");
    }
  }

  @Test
  void aThreadIsFreeAgainAfterEveryEndOfACommand() throws IOException {
    try (TestFtp ftp = start(ONE);
        RawClient client = ftp.login()) {
      for (int i = 0; i < 50; i++) {
        assertThat(client.command("RETR kept")).startsWith("425 ");
        client.passivePort();
        assertThat(client.command("RETR missing")).startsWith("550 ");
        assertThat(client.command("DELE missing")).startsWith("550 ");
        assertThat(client.command("STAT missing")).startsWith("550 ");
        assertThat(client.download("RETR kept")).hasSize(10);
        client.upload("STOR up", new byte[i]);
        client.passivePort();
        assertThat(client.command("LIST")).startsWith("150 ");
        assertThat(client.command("ABOR")).startsWith("426 ");
        assertThat(client.reply()).startsWith("226 ");
      }
    }
  }

  @Test
  void anotherLimitHoldsAtOnceAlsoForSessionsThatAreThere() throws IOException {
    try (TestFtp ftp = start(ONE);
        RawClient busy = ftp.login();
        RawClient other = ftp.login();
        Socket data = busy.passive()) {
      assertThat(busy.command("STOR busy")).startsWith("150 ");
      assertThat(other.command("STAT /")).startsWith("450 ");
      ftp.server()
          .reload(
              FtpServer.builder()
                  .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                  .limits(TestFtp.QUICK.transfers(2))
                  .authenticator(login -> Optional.empty()));
      assertThat(other.command("STAT /")).startsWith("213-");
      assertThat(data.isConnected()).isTrue();
    }
  }

  @Test
  void withoutANumberThereAreAsManyAsSessions() throws IOException {
    try (TestFtp ftp = start(TestFtp.QUICK.sessions(2));
        RawClient one = ftp.login();
        RawClient other = ftp.login();
        Socket first = one.passive();
        Socket second = other.passive()) {
      assertThat(one.command("STOR a")).startsWith("150 ");
      assertThat(other.command("STOR b")).startsWith("150 ");
      assertThat(first.isConnected() && second.isConnected()).isTrue();
    }
  }

  /** Opening is quick; what may last is not left to a virtual thread. */
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
            .limits(AccountLimits.NONE.quota(new Quota(1_000_000, 1_000)));
    try (TestFtp ftp =
            TestFtp.start(files, builder -> builder.authenticator(login -> Optional.of(account)));
        RawClient client = ftp.login()) {
      assertThat(virtual).as("the home is counted").containsEntry("list /d", false);
      client.command("SITE CPFR a");
      assertThat(client.command("SITE CPTO b")).startsWith("250 ");
      client.command("RNFR b");
      assertThat(client.command("RNTO c")).startsWith("250 ");
      assertThat(client.command("DELE c")).startsWith("250 ");
      assertThat(client.command("RMD d")).startsWith("250 ");
      virtual.remove("list /");
      assertThat(client.command("STAT /")).startsWith("213-");
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
