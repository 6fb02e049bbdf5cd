package io.github.nioftpd.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The conditions of rules, and rules that change while the server runs. */
final class FaultsTest {

  private FaultyFtp server;
  private Faults faults;

  @BeforeEach
  void start() throws Exception {
    server = FaultyFtp.start();
    faults = server.faults();
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  private static List<Integer> codes(RawClient client, String line, int count) throws Exception {
    List<Integer> codes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      codes.add(Integer.parseInt(client.command(line).substring(0, 3)));
    }
    return codes;
  }

  @Test
  void aListenerSeesTheUserAndTheRule() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    Faults heard = new Faults((client, rule) -> seen.add(client.user() + ": " + rule));
    heard.onConnect().thenReply(220, "Hello");
    heard.on("NOOP").times(1).thenReply(500, "no");
    try (TestFtp ftp = TestFtp.start(settings -> settings.intercept(heard));
        RawClient client = ftp.login()) {
      assertThat(codes(client, "NOOP", 2)).containsExactly(500, 200);
    }
    assertThat(seen)
        .containsExactly(": on connect: reply 220 Hello", "user: on NOOP, times 1: reply 500 no");
  }

  @Test
  void happensSoManyTimes() throws Exception {
    faults.on("NOOP").times(2).thenReply(500, "no");
    try (RawClient client = server.login()) {
      assertThat(codes(client, "NOOP", 4)).containsExactly(500, 500, 200, 200);
    }
  }

  @Test
  void happensToTheNthCommand() throws Exception {
    faults.on("NOOP").nth(2).thenReply(500, "no");
    faults.on("PWD").nth(2).times(2).thenReply(500, "no");
    try (RawClient client = server.login()) {
      assertThat(codes(client, "NOOP", 3)).containsExactly(200, 500, 200);
      assertThat(codes(client, "PWD", 4)).containsExactly(257, 500, 500, 257);
    }
  }

  @Test
  void takesTheFirstRuleThatApplies() throws Exception {
    faults.on("NOOP").times(1).thenReply(421 + 1, "first");
    faults.on("NOOP").times(1).thenReply(450, "second");
    try (RawClient client = server.login()) {
      assertThat(codes(client, "NOOP", 3)).containsExactly(422, 450, 200);
    }
  }

  @Test
  void aProbabilityIsTheSameWithTheSameSeed() throws Exception {
    faults.on("NOOP").probability(0.5, 42).thenReply(500, "no");
    try (RawClient client = server.login()) {
      List<Integer> first = codes(client, "NOOP", 30);
      faults.clear();
      faults.on("NOOP").probability(0.5, 42).thenReply(500, "no");
      assertThat(codes(client, "NOOP", 30)).isEqualTo(first).contains(200, 500);
    }
  }

  @Test
  void happensInTheFirstSessions() throws Exception {
    faults.on("NOOP").firstSessions(2).thenReply(500, "no");
    try (RawClient one = server.login();
        RawClient bystander = server.login();
        RawClient two = server.login();
        RawClient three = server.login()) {
      bystander.say("PWD").expect(257);
      assertThat(codes(one, "NOOP", 2)).containsExactly(500, 500);
      assertThat(codes(two, "NOOP", 2)).containsExactly(500, 500);
      assertThat(codes(three, "NOOP", 2)).containsExactly(200, 200);
      assertThat(codes(one, "NOOP", 1)).containsExactly(500);
    }
  }

  @Test
  void happensToAUser() throws Exception {
    faults.on("NOOP").user("anonymous").thenReply(500, "no");
    try (RawClient client = server.login();
        RawClient other = server.ftp().connect()) {
      other.say("USER anonymous").expect(331);
      other.say("PASS a@b").expect(230);
      assertThat(codes(client, "NOOP", 1)).containsExactly(200);
      assertThat(codes(other, "NOOP", 1)).containsExactly(500);
    }
  }

  @Test
  void happensToAResolvedPath() throws Exception {
    server.file("/out/a.csv", new byte[3]);
    server.file("/out/a.txt", new byte[3]);
    faults.on("SIZE").path("/out/*.csv").thenReply(550, "no");
    try (RawClient client = server.login()) {
      client.say("SIZE /out/a.csv").expect(550);
      client.say("SIZE /out/a.txt").expect(213);
      client.say("CWD out").expect(250);
      client.say("SIZE ../out/./a.csv").expect(550);
    }
  }

  @Test
  void happensToEveryCommandOrOneOfSite() throws Exception {
    try (RawClient client = server.login()) {
      faults.on("SITE CHMOD").times(1).thenReply(500, "no chmod");
      client.say("SITE HELP").expect(214);
      client.say("site chmod 644 a").expect(500);
      faults.on("*").thenReply(500, "nothing works");
      client.say("PWD").expect(500);
      client.say("XYZZY").expect("500 nothing works");
    }
  }

  @Test
  void happensAtLogin() throws Exception {
    faults.onLogin().times(1).thenReply(530, "try again");
    try (RawClient client = server.ftp().connect()) {
      client.say("USER user").expect(331);
      client.say("PASS secret").expect("530 try again");
      client.say("USER user").expect(331);
      client.say("PASS secret").expect(230);
    }
  }

  @Test
  void listsRulesThatWereNeverHit() throws Exception {
    FaultRule used = faults.on("NOOP").times(3).thenReply(500, "no");
    FaultRule unused = faults.on("STAT").thenReply(500, "no");
    try (RawClient client = server.login()) {
      client.say("NOOP").expect(500);
      assertThat(faults.rules()).containsExactly(used, unused);
      assertThat(faults.unused()).containsExactly(unused);
      faults.clear();
      assertThat(faults.rules()).isEmpty();
      client.say("NOOP").expect(200);
    }
  }

  @Test
  void clearingEndsAHangAndADelay() throws Exception {
    faults.on("NOOP").thenHang();
    faults.on("PWD").thenDelay(Duration.ofHours(1));
    try (RawClient client = server.login();
        RawClient other = server.login()) {
      client.send("NOOP\r\n");
      other.send("PWD\r\n");
      client.socket().setSoTimeout(200);
      assertThatThrownBy(client::reply).isInstanceOf(SocketTimeoutException.class);
      client.socket().setSoTimeout(60_000);
      faults.clear();
      client.expect(200);
      other.expect(257);
      client.say("NOOP").expect(200);
    }
  }

  @Test
  void aHangEndsWithItsClient() throws Exception {
    faults.on("DELE").thenHang();
    server.file("/a", new byte[1]);
    try (RawClient client = server.login()) {
      client.send("DELE a\r\n");
      client.socket().setSoTimeout(100);
      assertThatThrownBy(client::reply).isInstanceOf(SocketTimeoutException.class);
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!server.ftp().server().sessions().isEmpty() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(server.ftp().server().sessions()).isEmpty();
    assertThat(server.ftp().path("/a")).as("the command does not run").exists();
  }

  @Test
  void aHangDoesNotKeepTheServerFromClosing() throws Exception {
    faults.on("NOOP").thenHang();
    try (RawClient client = server.login()) {
      client.send("NOOP\r\n");
      server.ftp().server().close(Duration.ZERO);
      assertThat(server.ftp().server().sessions()).isEmpty();
      assertThat(faults.rules()).as("still there").hasSize(1);
    }
  }

  @Test
  void aDelayCanComeWithAnotherFault() throws Exception {
    faults.on("NOOP").thenDelay(Duration.ofMillis(150));
    faults.on("NOOP").thenReply(500, "slow and wrong");
    try (RawClient client = server.login()) {
      long start = System.nanoTime();
      client.say("NOOP").expect(500);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(149));
    }
  }
}
