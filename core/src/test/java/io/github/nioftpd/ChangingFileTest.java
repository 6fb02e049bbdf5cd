package io.github.nioftpd;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that changes its size while it is sent. */
final class ChangingFileTest {

  /** Larger than the socket buffers. */
  private static final byte[] LARGE = "a line\n".repeat(5 << 20).getBytes(US_ASCII);

  private static final int OFFSET = 1_000;
  private static final int READ = 100_000;

  @TempDir Path disk;

  private Path file(String store) throws IOException {
    Path file =
        store.equals("disk") ? disk.resolve("large") : TestFtp.memory().getPath("/", "large");
    return Files.write(file, LARGE);
  }

  private static TestFtp serve(FileSystem files, boolean sendfile) throws IOException {
    Account account = Account.of("user", files, Permission.all());
    return TestTls.start(
        policy -> policy,
        builder -> builder.sendfile(sendfile).authenticator(login -> Optional.of(account)));
  }

  private static TlsClient login(TestFtp ftp, String protection) throws IOException {
    if (!protection.equals("clear")) {
      return TlsClient.login(ftp, protection);
    }
    TlsClient client = TlsClient.connect(ftp, TestTls.client(), all -> {});
    client.logIn();
    return client;
  }

  /** Connects for a restarted download. */
  private static Socket dial(TlsClient client) throws IOException {
    int port = client.raw().passivePort();
    client.command("REST " + OFFSET);
    return client.dial(port);
  }

  /** Starts a download and stops reading partway. */
  private static InputStream begin(TlsClient client, Socket data, String protection, Path file)
      throws IOException {
    client.say("RETR " + file).expect(150);
    Socket secured = protection.equals("clear") ? data : client.secure(data);
    InputStream in = secured.getInputStream();
    assertThat(in.readNBytes(READ)).hasSize(READ);
    return in;
  }

  @ParameterizedTest
  @CsvSource({
    "disk, true, clear, I",
    "disk, false, clear, I",
    "disk, true, clear, A",
    "disk, true, TLSv1.2, I",
    "disk, true, TLSv1.3, I",
    "memory, true, clear, I",
    "memory, true, clear, A",
    "memory, true, TLSv1.3, I"
  })
  void aTruncatedFileIsNotACompleteDownload(
      String store, boolean sendfile, String protection, String type) throws IOException {
    Path file = file(store);
    try (TestFtp ftp = serve(file.getFileSystem(), sendfile);
        TlsClient client = login(ftp, protection)) {
      client.command("TYPE " + type);
      try (Socket data = dial(client)) {
        InputStream in = begin(client, data, protection, file);
        try (FileChannel shorter = FileChannel.open(file, StandardOpenOption.WRITE)) {
          shorter.truncate(1 << 20);
        }
        assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
      }
      client.expect(451);
      client.say("NOOP").expect(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"disk, true", "disk, false", "memory, true"})
  void aFileShortenedByAnUploadIsNotACompleteDownload(String store, boolean sendfile)
      throws IOException {
    Path file = file(store);
    try (TestFtp ftp = serve(file.getFileSystem(), sendfile);
        TlsClient client = login(ftp, "clear");
        TlsClient other = login(ftp, "clear");
        Socket data = dial(client)) {
      InputStream in = begin(client, data, "clear", file);
      other.raw().upload("STOR " + file, new byte[1 << 20]);
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
      client.expect(451);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "disk, true, clear",
    "disk, false, clear",
    "memory, true, clear",
    "disk, true, TLSv1.3"
  })
  void aFileThatGrowsIsSentAsFarAsAnnouncedAtLeast(
      String store, boolean sendfile, String protection) throws IOException {
    Path file = file(store);
    try (TestFtp ftp = serve(file.getFileSystem(), sendfile);
        TlsClient client = login(ftp, protection);
        Socket data = dial(client)) {
      InputStream in = begin(client, data, protection, file);
      Files.write(file, new byte[1000], StandardOpenOption.APPEND);
      int sent = READ + in.readAllBytes().length;
      assertThat(OFFSET + sent).isBetween(LARGE.length, LARGE.length + 1000);
      client.expect(226);
    }
  }
}
