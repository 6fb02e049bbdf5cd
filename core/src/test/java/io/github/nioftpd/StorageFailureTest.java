package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.InsufficientStorageException;
import io.github.nioftpd.fs.PositionChannel;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that fails during a transfer: the reply to the client, and the cleanup. */
final class StorageFailureTest {

  private final List<String> calls = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "write, full, 452",
    "write, strerror, 452",
    "write, io, 451",
    "write, bug, 451",
    "close, full, 452",
    "close, io, 451",
    "close, bug, 451",
  })
  void anUploadThatCannotBeStoredIsNot226(String when, String what, String code)
      throws IOException {
    try (TestFtp ftp = serve(when, what);
        RawClient client = ftp.login()) {
      try (Socket data = client.passive()) {
        client.say("STOR a").expect(150);
        data.getOutputStream().write(1);
      }
      assertThat(client.reply()).startsWith(code).doesNotContain("secret");
      client.say("NOOP").expect(200);
      assertThat(calls).endsWith("abort");
      assertThat(ftp.events())
          .filteredOn(FtpEvent.Transferred.class::isInstance)
          .singleElement()
          .isInstanceOfSatisfying(
              FtpEvent.TransferFailed.class,
              event -> assertThat(String.valueOf(event.reply())).isEqualTo(code));
    }
  }

  @ParameterizedTest
  @CsvSource({"read, io, 451", "read, bug, 451"})
  void aDownloadThatCannotBeReadIsNot226(String when, String what, String code) throws IOException {
    try (TestFtp ftp = serve(when, what);
        RawClient client = ftp.login();
        Socket data = client.passive()) {
      client.say("RETR a").expect(150);
      assertThatThrownBy(() -> data.getInputStream().read())
          .as("an orderly end would look like an empty file")
          .hasMessage("Connection reset");
      assertThat(client.reply()).startsWith(code).doesNotContain("secret");
      assertThat(calls).endsWith("close");
    }
  }

  @Test
  void anUploadIsPublishedBefore226() throws IOException {
    try (TestFtp ftp = serve("never", "");
        RawClient client = ftp.login()) {
      client.upload("STOR a", new byte[10]);
      assertThat(calls).contains("close").doesNotContain("abort");
    }
  }

  @Test
  void anUploadIsAbortedWhenItsClientDisconnects() throws IOException {
    try (TestFtp ftp = serve("never", "");
        RawClient client = ftp.login()) {
      Socket data = client.passive();
      client.say("STOR a").expect(150);
      data.setSoLinger(true, 0);
      data.close();
      client.expect(426);
      assertThat(calls).doesNotContain("close").endsWith("abort");
    }
  }

  /** Aborts like an interrupted client: sends ABOR and closes the data connection. */
  @ParameterizedTest
  @CsvSource({
    "STOR a, clear",
    "APPE a, clear",
    "STOU, clear",
    "STOR a, TLSv1.2",
    "STOR a, TLSv1.3"
  })
  void anAborBeforeTheEndOfTheDataAborts(String command, String protection) throws IOException {
    SyntheticFileSystem files = faulty("never", "");
    Account account = Account.of("user", files, Permission.all());
    try (TestFtp ftp =
            TestTls.start(
                policy -> policy, builder -> builder.authenticator(login -> Optional.of(account)));
        TlsClient client =
            protection.equals("clear")
                ? TlsClient.connect(ftp, TestTls.client(), all -> {})
                : TlsClient.login(ftp, protection)) {
      if (protection.equals("clear")) {
        client.logIn();
      }
      for (int i = 0; i < 60; i++) {
        Socket data = client.dial(client.raw().passivePort());
        client.say(command).expect(150);
        Socket secured = protection.equals("clear") ? data : client.secure(data);
        secured.getOutputStream().write(new byte[100_000]);
        client.raw().send(i % 2 == 0 ? "ABOR\r\n" : "NOOP\r\nABOR\r\n");
        secured.close();
        List<String> codes = new ArrayList<>();
        while (codes.size() < 2 + i % 2) {
          codes.add(client.reply().substring(0, 3));
        }
        assertThat(codes).contains("426").endsWith("226");
        data.close();
      }
      assertThat(calls).contains("abort").doesNotContain("close");
    }
  }

  @Test
  void aborWithATelnetSynchBeforeTheEndOfTheDataAborts() throws IOException {
    try (TestFtp ftp = serve("never", "");
        RawClient client = ftp.login()) {
      for (int i = 0; i < 60; i++) {
        Socket data = client.passive();
        client.say("STOR a").expect(150);
        data.getOutputStream().write(new byte[100_000]);
        client.send(new byte[] {(byte) 255, (byte) 244, (byte) 255});
        client.socket().sendUrgentData(242);
        client.send("ABOR\r\n");
        data.close();
        client.expect(426);
        client.expect(226);
      }
      assertThat(calls).contains("abort").doesNotContain("close");
    }
  }

  @Test
  void anAborAfterTheReplyDoesNotUndoAnUpload() throws IOException {
    try (TestFtp ftp = serve("never", "");
        RawClient client = ftp.login()) {
      client.upload("STOR a", new byte[10]);
      client.say("ABOR").expect(226);
      assertThat(calls).contains("close").doesNotContain("abort");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOR a", "APPE a"})
  void nothingOfARefusedUploadIsKept(String command) throws IOException {
    try (TestFtp ftp = serveUpTo(5);
        RawClient client = ftp.loginBinary()) {
      try (Socket data = client.passive()) {
        client.say(command).expect(150);
        data.getOutputStream().write(new byte[10]);
      }
      client.expect(552);
      assertThat(calls).endsWith("discard").doesNotContain("abort", "close");
    }
  }

  @Test
  void aChannelWhoseAbortLeavesNothingNeedsNoDiscard() throws IOException {
    Abortable channel = () -> calls.add("abort");
    channel.discard();
    assertThat(calls).containsExactly("abort");
  }

  private TestFtp serveUpTo(long largestUpload) throws IOException {
    SyntheticFileSystem fileSystem = faulty("never", "");
    Account account =
        Account.of("user", fileSystem, Permission.all())
            .limits(AccountLimits.NONE.largestUpload(largestUpload));
    return TestFtp.start(account);
  }

  /** A store may copy the existing content before it accepts more. */
  @Test
  void aSlowStoreIsNotAStalledClient() throws IOException {
    try (TestFtp ftp =
            TestFtp.start(
                faulty("write", "slow"),
                builder -> builder.limits(TestFtp.QUICK.dataStall(Duration.ofMillis(100))));
        RawClient client = ftp.login()) {
      client.upload("STOR a", new byte[] {1});
      assertThat(calls).containsExactly("write", "close");
    }
  }

  private TestFtp serve(String when, String what) throws IOException {
    return TestFtp.start(faulty(when, what), UnaryOperator.identity());
  }

  private SyntheticFileSystem faulty(String when, String what) {
    return new SyntheticFileSystem(0, i -> "", path -> new Faulty(when, what));
  }

  /** A channel that fails at one of its calls, and records all. */
  private final class Faulty extends PositionChannel implements Abortable {
    private final String when;
    private final String what;

    Faulty(String when, String what) {
      this.when = when;
      this.what = what;
    }

    private void call(String name) throws IOException {
      calls.add(name);
      if (name.equals(when)) {
        switch (what) {
          case "full" -> throw new InsufficientStorageException("secret", "quota");
          case "strerror" ->
              throw new FileSystemException("secret", null, "No space left on device");
          case "io" -> throw new IOException("secret");
          case "slow" -> LockSupport.parkNanos(Duration.ofMillis(2_500).toNanos());
          default -> throw new IllegalStateException("secret");
        }
      }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      call("read");
      return -1;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      call("write");
      int count = source.remaining();
      source.position(source.limit());
      return count;
    }

    @Override
    public long size() {
      return 1;
    }

    @Override
    public void close() throws IOException {
      if (isOpen()) {
        call("close");
        end();
      }
    }

    @Override
    public void abort() throws IOException {
      call("abort");
      end();
    }

    @Override
    public void discard() throws IOException {
      call("discard");
      end();
    }
  }
}
