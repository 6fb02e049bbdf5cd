package io.github.nioftpd.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.CountingFileSystem;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.event.FtpEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands on a slow file system, over a real connection. */
final class LongCommandTest {

  private static final Duration SHORT = Duration.ofMillis(5);
  private static final String STILL = "250-Still working.";

  private final FileSystem memory = TestFtp.memory();
  private final CountingFileSystem files = new CountingFileSystem(memory);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private final TestSession sessions =
      new TestSession()
          .authenticator(login -> Optional.of(Account.of(login.user(), files, Permission.all())));

  private Thread session;

  @BeforeEach
  void fill() throws IOException {
    Files.writeString(memory.getPath("/a"), "1");
    Files.createDirectory(memory.getPath("/d"));
  }

  @AfterEach
  void close() throws Exception {
    goOn.countDown();
    session.join(20_000);
    assertThat(session.isAlive()).as("the session has ended").isFalse();
    files.close();
  }

  /** Begins a session and logs in. */
  private RawClient connect(Duration interval) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocketChannel door = ServerSocketChannel.open()) {
      door.bind(new InetSocketAddress(loopback, 0));
      InetSocketAddress here = (InetSocketAddress) door.getLocalAddress();
      RawClient client = new RawClient(here);
      SessionLoop loop = new SessionLoop(sessions.terms(here), door.accept(), 1, interval);
      session = Thread.ofVirtual().name("session").start(loop::run);
      client.expect(220);
      client.say("USER user").expect(331);
      client.say("PASS x").expect(230);
      return client;
    }
  }

  /** Makes a call of the file system wait until the test releases it. */
  private void hold(String question) {
    files.whenAsked(
        (name, path) -> {
          if (name.equals(question)) {
            asked.countDown();
            await(goOn);
            if (failure.get() != null) {
              throw failure.get();
            }
          }
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RNFR a, RNTO b, move",
    "SITE CPFR a, SITE CPTO b, copy",
    "NOOP, DELE a, delete",
    "NOOP, RMD d, delete"
  })
  void aLongCommandSendsProgressAndThenItsReply(String first, String command, String question)
      throws IOException {
    hold(question);
    try (RawClient client = connect(SHORT)) {
      client.command(first);
      client.send(command + "\r\nNOOP\r\n");
      assertThat(client.line()).isEqualTo(STILL);
      assertThat(client.line()).isEqualTo(STILL);
      goOn.countDown();
      String last = client.line();
      while (last.equals(STILL)) {
        last = client.line();
      }
      assertThat(last).startsWith("250 ");
      client.expect(200);
      client.say("PWD").expect(257);
      client.say("QUIT").expect(221);
    }
  }

  @Test
  void aReplyOfSeveralLinesIsOneReply() throws IOException {
    hold("move");
    try (RawClient client = connect(SHORT)) {
      client.command("RNFR a");
      client.send("RNTO b\r\n");
      await(asked);
      String begun = client.line();
      goOn.countDown();
      assertThat(begun).isEqualTo(STILL);
      client.say("NOOP").contains("250 Renamed."); // the rest of that reply
      assertThat(memory.getPath("/b")).hasContent("1");
    }
  }

  @Test
  void aLongCommandThatFailsEndsTheSessionWithoutASuccessReply() throws Exception {
    failure.set(new IOException("the store is unavailable"));
    hold("move");
    try (RawClient client = connect(SHORT)) {
      client.command("RNFR a");
      client.send("RNTO b\r\nNOOP\r\n");
      assertThat(client.line()).isEqualTo(STILL);
      goOn.countDown();
      String rest = client.rest();
      assertThat(rest).doesNotContain("250 ", "200 ").endsWith("\r\n");
      assertThat(rest.lines().filter(line -> !line.equals(STILL)))
          .singleElement()
          .asString()
          .startsWith("451 ");
      session.join(20_000);
      assertThat(sessions.events())
          .anyMatch(event -> event instanceof FtpEvent.Failed failed && failed.reply() == 451)
          .last()
          .isInstanceOfSatisfying(
              FtpEvent.Disconnected.class,
              event -> assertThat(event.reason()).isEqualTo("a long command failed"));
    }
  }

  @Test
  void aCommandThatFailsSoonGetsItsErrorReply() throws IOException {
    failure.set(new IOException("the store is unavailable"));
    hold("move");
    goOn.countDown();
    try (RawClient client = connect(LongCommand.INTERVAL)) {
      client.command("RNFR a");
      assertThat(client.command("RNTO b")).startsWith("451 ").hasLineCount(1);
      client.say("RNFR a").expect(350);
      files.whenAsked((name, path) -> {});
      assertThat(client.command("RNTO b")).isEqualTo("250 Renamed.");
    }
  }

  @Test
  void aCommandCompletesAfterItsClientDisconnects() throws Exception {
    hold("move");
    Path moved = memory.getPath("/b");
    RawClient client = connect(SHORT);
    client.command("RNFR a");
    client.send("RNTO b\r\n");
    assertThat(client.line()).isEqualTo(STILL);
    client.socket().setSoLinger(true, 0);
    client.close();
    assertThat(session.join(Duration.ofMillis(50))).as("it waits for the command").isFalse();
    assertThat(moved).doesNotExist();
    goOn.countDown();
    assertThat(session.join(Duration.ofSeconds(20))).isTrue();
    assertThat(moved).hasContent("1");
    assertThat(sessions.events())
        .hasAtLeastOneElementOfType(FtpEvent.Changed.class)
        .last()
        .isInstanceOf(FtpEvent.Disconnected.class);
  }
}
