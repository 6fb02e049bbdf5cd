package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.fs.PositionChannel;
import io.github.nioftpd.security.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many more transfers than processors run at full speed, and none ever waits for its client or its
 * file. Other sessions are not delayed.
 */
final class FairnessTest {

  private static final int MANY = 4 * Runtime.getRuntime().availableProcessors();
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final byte[] LINES = "a line of a file\n".repeat(10_000).getBytes();

  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    for (Thread thread : threads) {
      assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "STOR, I, clear",
    "STOR, I, TLS",
    "STOR, A, clear",
    "RETR, I, clear",
    "RETR, I, TLS",
    "RETR, A, clear",
    "MLSD, I, clear",
    "STAT, I, clear"
  })
  void otherSessionsAreAnsweredBesideManyTransfers(String verb, String type, String protection)
      throws Exception {
    SyntheticFileSystem files =
        new SyntheticFileSystem(Integer.MAX_VALUE, i -> "f" + i, path -> new Endless());
    Account account = Account.of("user", files, Permission.all());
    TestFtp ftp =
        TestTls.start(
            policy -> policy, builder -> builder.authenticator(login -> Optional.of(account)));
    open.add(ftp);
    for (int i = 0; i < MANY; i++) {
      begin(ftp, verb, type, protection.equals("TLS"));
    }
    try (RawClient other = ftp.login()) {
      for (int i = 0; i < 20; i++) {
        assertThat(Patience.time(() -> other.command("NOOP"))).as("NOOP").isLessThan(SOON);
      }
    }
    assertThat(Patience.time(() -> ftp.login().close())).as("login").isLessThan(SOON);
    assertThat(threads).as("all go on").allMatch(Thread::isAlive);
  }

  private void begin(TestFtp ftp, String verb, String type, boolean protect) throws IOException {
    TlsClient client = TlsClient.connect(ftp, TestTls.client(), all -> {});
    open.add(client);
    if (protect) {
      client.say("AUTH TLS").expect(234);
      client.shake();
    }
    client.logIn();
    if (protect) {
      client.protect();
    }
    client.command("TYPE " + type);
    if (verb.equals("STAT")) {
      run(() -> askForEver(client.raw()));
      return;
    }
    Socket data = client.dial(client.raw().passivePort());
    open.add(data);
    String path = verb.equals("MLSD") ? "/" : "/f" + open.size(); // each uploads to its own file
    client.say(verb + " " + path).expect(150);
    Socket secured = protect ? client.secure(data) : data;
    run(() -> move(secured, verb.equals("STOR")));
  }

  private interface Work {
    void run() throws IOException;
  }

  private void run(Work work) {
    Runnable untilClosed =
        () -> {
          try {
            work.run();
          } catch (IOException e) {
            // the test is over
          }
        };
    threads.add(Thread.ofPlatform().start(untilClosed));
  }

  private static void askForEver(RawClient client) throws IOException {
    while (client.command("STAT /").startsWith("213-")) {
      client.command("NOOP");
    }
  }

  private static void move(Socket data, boolean upload) throws IOException {
    byte[] buffer = Arrays.copyOf(LINES, 64 << 10);
    OutputStream out = data.getOutputStream();
    InputStream in = data.getInputStream();
    int count = 0;
    while (count >= 0) {
      if (upload) {
        out.write(buffer);
      } else {
        count = in.read(buffer);
      }
    }
  }

  /** An endless file, which accepts everything written to it. */
  private static final class Endless extends PositionChannel {

    @Override
    public int read(ByteBuffer target) {
      int count = Math.min(target.remaining(), LINES.length);
      target.put(LINES, 0, count);
      moveTo(at() + count);
      return count;
    }

    @Override
    public int write(ByteBuffer source) {
      int count = source.remaining();
      source.position(source.limit());
      moveTo(at() + count);
      return count;
    }

    @Override
    public long size() {
      return Long.MAX_VALUE;
    }

    @Override
    public void close() {
      end();
    }
  }
}
