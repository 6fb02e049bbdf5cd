package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.config.BanPolicy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.FileSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Addresses take turns at the authenticator, and no password is checked for a client that
 * disconnected.
 */
@DisplayName("A flood of logins from one address")
final class LoginFloodTest {

  private final FileSystem files = TestFtp.memory();
  private final CountDownLatch answered = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  /** An authenticator that blocks on a wrong password until the test releases it. */
  private Optional<Account> authenticate(Credentials credentials) throws IOException {
    if (credentials instanceof Credentials.Password given && given.password().equals("secret")) {
      return Optional.of(Account.of("user", files, Permission.all()));
    }
    asked.incrementAndGet();
    try {
      answered.await();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
    return Optional.empty();
  }

  private TestFtp start(BanPolicy bans) throws IOException {
    return TestFtp.start(files, builder -> builder.authenticator(this::authenticate).bans(bans));
  }

  /** Clients from 127.0.0.1 that have sent a wrong password and wait for the reply. */
  private static List<RawClient> flood(TestFtp ftp, int count) throws IOException {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RawClient client = ftp.connect();
      client.send("USER user\r\nPASS wrong\r\n");
      client.expect(331);
      clients.add(client);
    }
    return clients;
  }

  private static String login(TestFtp ftp, String from) throws IOException {
    InetAddress server = ftp.server().address().getAddress();
    Socket socket = new Socket(server, ftp.port(), InetAddress.getByName(from), 0);
    try (RawClient client = new RawClient(socket)) {
      client.reply();
      client.command("USER user");
      return client.command("PASS secret");
    }
  }

  private static void close(List<RawClient> clients) throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
  }

  @Test
  void anotherAddressLogsInAtOnceAndThoseThatLeftAreForgotten() throws Exception {
    try (TestFtp ftp = start(BanPolicy.NONE)) {
      List<RawClient> clients = flood(ftp, 90);
      Patience.until("four run", () -> asked.get() == 4);
      assertThat(login(ftp, "127.0.0.2")).startsWith("230 ");
      close(clients);
      Patience.until("only those that run are left", () -> ftp.server().sessions().size() == 4);
      answered.countDown();
      Patience.until("all sessions have ended", () -> ftp.server().sessions().isEmpty());
      assertThat(asked).hasValue(4);
      assertThat(login(ftp, "127.0.0.1")).startsWith("230 ");
    }
  }

  @Test
  void moreWaitersThanAllowedAreRefused() throws Exception {
    try (TestFtp ftp = start(BanPolicy.NONE)) {
      List<RawClient> clients = flood(ftp, 104);
      Patience.until("four run", () -> asked.get() == 4);
      try (RawClient oneMore = ftp.connect()) {
        oneMore.send("USER user\r\nPASS wrong\r\n");
        oneMore.expect(331);
        oneMore.expect(421);
        assertThat(oneMore.isClosedByServer()).isTrue();
      }
      assertThat(login(ftp, "127.0.0.2")).startsWith("230 ");
      answered.countDown();
      for (RawClient client : clients) {
        client.expect(530);
      }
      close(clients);
    }
  }

  @Test
  void waitersThatAreBannedAreNotAuthenticated() throws Exception {
    BanPolicy policy =
        BanPolicy.DEFAULT.failures(4).within(Duration.ofMinutes(5)).duration(Duration.ofMinutes(5));
    try (TestFtp ftp = start(policy.exempt(List.of()))) {
      List<RawClient> clients = flood(ftp, 50);
      Patience.until("four run", () -> asked.get() == 4);
      answered.countDown();
      int refused = 0;
      for (RawClient client : clients) {
        refused += client.reply().startsWith("421 ") ? 1 : 0;
      }
      close(clients);
      assertThat(refused).isGreaterThanOrEqualTo(43);
      assertThat(asked.get()).isLessThanOrEqualTo(7);
    }
  }

  @Test
  void aClientThatSentQuitAndItsEndWaitsForItsReply() throws Exception {
    try (TestFtp ftp = start(BanPolicy.NONE)) {
      List<RawClient> clients = flood(ftp, 4);
      Patience.until("four run", () -> asked.get() == 4);
      try (RawClient device = ftp.connect()) {
        device.send("USER user\r\nPASS secret\r\nQUIT\r\n");
        device.socket().shutdownOutput();
        device.expect(331);
        answered.countDown();
        device.expect(230);
        device.expect(221);
      }
      close(clients);
    }
  }
}
