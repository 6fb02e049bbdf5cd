package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.fs.ForwardingChannel;
import io.github.nioftpd.security.Patience;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of a file system that do not return, for example on a dead network mount. */
@Timeout(300)
final class StuckCallTest {

  private final FileSystem memory = TestFtp.memory();
  private final CountingFileSystem files = new CountingFileSystem(memory);
  private final CountDownLatch stuck = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);
  private String wanted = "";

  @BeforeEach
  void fill() throws IOException {
    Files.writeString(memory.getPath("/a"), "1");
    files.whenAsked((question, path) -> call(question + " " + path));
    files.whenOpened((channel, path) -> new Calling(channel));
  }

  private void call(String what) {
    if (!wanted.isEmpty() && what.startsWith(wanted)) {
      stuck.countDown();
      boolean returns = false;
      while (!returns) {
        try {
          free.await();
          returns = true;
        } catch (InterruptedException e) {
          // like a call in the kernel, which cannot be interrupted
        }
      }
    }
  }

  private Optional<Account> authenticate(Credentials credentials) {
    call("login");
    return Optional.of(Account.of(credentials.user(), files, Permission.all()));
  }

  /** One call for each kind of thread; each takes the 5 seconds that close waits at the end. */
  @ParameterizedTest
  @CsvSource({"RETR a, read", "DELE a, delete /a", "USER c, login"})
  void theServerClosesWhileACallIsStuck(String command, String call) throws Exception {
    closeDuring(command, call);
  }

  @ParameterizedTest
  @Tag("soak")
  @CsvSource({
    "STOR b, write",
    "STOR b, close",
    "LIST, attributes /a",
    "STAT /, attributes /a",
    "RNTO b, move /a",
    "MDTM a, lastModifiedTime"
  })
  void theServerClosesWhileAnyCallIsStuck(String command, String call) throws Exception {
    closeDuring(command, call);
  }

  private void closeDuring(String command, String call) throws Exception {
    try (TestFtp ftp = TestFtp.start(files, builder -> builder.authenticator(this::authenticate))) {
      try (RawClient client = ftp.loginBinary();
          RawClient idle = ftp.login()) {
        client.command("RNFR a");
        wanted = call;
        try (Socket data = client.passive()) {
          client.send(command + "\r\nPASS x\r\n");
          data.getOutputStream().write(1);
        }
        assertThat(stuck.await(120, TimeUnit.SECONDS)).isTrue();
        idle.say("NOOP").expect(200);
        assertThat(Patience.time(() -> ftp.server().close(Duration.ofMillis(100))))
            .isLessThan(Duration.ofSeconds(15));
        idle.expect(421);
      } finally {
        free.countDown();
      }
      Patience.until("the stuck session ends", () -> ftp.server().sessions().isEmpty());
    }
  }

  private final class Calling extends ForwardingChannel {

    Calling(SeekableByteChannel channel) {
      super(channel);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      call("read");
      return super.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      call("write");
      return super.write(source);
    }

    @Override
    public void close() throws IOException {
      call("close");
      super.close();
    }
  }
}
