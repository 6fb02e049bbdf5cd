package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.Quota;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.fs.PositionChannel;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server drains an upload that it refuses, so that the client can read the reply. */
final class RefusedUploadTest {

  private static final byte[] MEGABYTE = new byte[1 << 20];

  private static FileSystem files(String why) {
    return why.equals("disk")
        ? new SyntheticFileSystem(0, i -> "", path -> new FullDisk())
        : TestFtp.memory();
  }

  private static TestFtp start(String why) throws IOException {
    FileSystem files = files(why);
    AccountLimits limits =
        switch (why) {
          case "largest" -> AccountLimits.NONE.largestUpload(1_000);
          case "quota" -> AccountLimits.NONE.quota(Quota.UNLIMITED.bytes(1_000).files(10));
          default -> AccountLimits.NONE;
        };
    return TestTls.start(
        policy -> policy,
        builder ->
            builder.authenticator(
                login ->
                    Optional.of(Account.of(login.user(), files, Permission.all()).limits(limits))));
  }

  private static void write(Socket data, int megabytes) throws IOException {
    OutputStream out = data.getOutputStream();
    for (int i = 0; i < megabytes; i++) {
      out.write(MEGABYTE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "largest, clear, 552",
    "quota, clear, 552",
    "disk, clear, 452",
    "largest, TLSv1.2, 552",
    "largest, TLSv1.3, 552",
    "quota, TLSv1.3, 552",
    "disk, TLSv1.3, 452",
  })
  void aClientCanSendItsWholeFile(String why, String protection, String code) throws IOException {
    boolean clear = protection.equals("clear");
    try (TestFtp ftp = start(why);
        TlsClient client =
            clear
                ? TlsClient.connect(ftp, TestTls.client(), all -> {})
                : TlsClient.login(ftp, protection)) {
      if (clear) {
        client.logIn();
      }
      try (Socket data = client.dial(client.raw().passivePort())) {
        client.say("STOR a").expect(150);
        Socket used = clear ? data : client.secure(data);
        write(used, 20);
        used.shutdownOutput();
        assertThat(used.getInputStream().read()).isNegative();
      }
      assertThat(client.reply()).startsWith(code + " ");
      // the disk is made up, and has a file of any name
      assertThat(client.command("SIZE a")).startsWith(why.equals("disk") ? "213" : "550");
      assertThat(ftp.events())
          .filteredOn(FtpEvent.TransferFailed.class::isInstance)
          .singleElement()
          .satisfies(
              event ->
                  assertThat(((FtpEvent.TransferFailed) event).transfer().bytes())
                      .isLessThan(1 << 20));
    }
  }

  @Test
  void aClientThatSendsEndlesslyIsDisconnected() throws IOException {
    try (TestFtp ftp = start("largest");
        RawClient client = ftp.login();
        Socket data = client.passive()) {
      client.say("STOR a").expect(150);
      assertThatThrownBy(() -> write(data, 200)).isInstanceOf(SocketException.class);
      client.expect(552);
    }
  }

  @Test
  void aClientThatNeitherSendsNorEndsIsDisconnected() throws IOException {
    try (TestFtp ftp = start("largest");
        RawClient client = ftp.login();
        Socket data = client.passive()) {
      client.say("STOR a").expect(150);
      write(data, 1);
      client.say("NOOP").expect(200);
      client.expect(552); // after 10 seconds
    }
  }

  @Test
  void aClientMayAbortMeanwhile() throws IOException {
    try (TestFtp ftp = start("largest");
        RawClient client = ftp.login();
        Socket data = client.passive()) {
      client.say("STOR a").expect(150);
      write(data, 1);
      client.say("ABOR").expect(426);
      client.expect(226);
    }
  }

  /** A channel that refuses all writes. */
  private static final class FullDisk extends PositionChannel {

    @Override
    public int write(ByteBuffer source) throws IOException {
      throw new FileSystemException("a", null, "No space left on device");
    }

    @Override
    public long size() {
      return 1;
    }

    @Override
    public void close() {
      end();
    }
  }
}
