package io.github.nioftpd.server.clients;

import static io.github.nioftpd.server.clients.Samples.NAMED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Servers.class)
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(Servers.class)
final class CommonsNetTest {

  private final Server server;
  private final FTPClient client = new FTPClient();

  CommonsNetTest(Server server) {
    this.server = server;
  }

  @BeforeEach
  void logsIn() throws IOException {
    client.setControlEncoding(StandardCharsets.UTF_8);
    client.setDefaultTimeout(20_000);
    client.setDataTimeout(Duration.ofSeconds(20));
    client.connect("127.0.0.1", server.port());
    assertThat(client.login(Server.USER, Server.PASSWORD)).isTrue();
    assertThat(client.setFileType(FTP.BINARY_FILE_TYPE)).isTrue();
    client.enterLocalPassiveMode();
    server.makeDirectory("/cn");
    assertThat(client.changeWorkingDirectory("/cn")).isTrue();
  }

  @AfterEach
  void logsOut() throws IOException {
    assertThat(client.logout()).isTrue();
    client.disconnect();
    server.removeTree("/cn");
  }

  private byte[] fetch(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(client.retrieveFile(name, bytes)).as(client.getReplyString()).isTrue();
    return bytes.toByteArray();
  }

  private void store(String name, byte[] bytes) throws IOException {
    assertThat(client.storeFile(name, new ByteArrayInputStream(bytes)))
        .as(client.getReplyString())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PASV", "EPSV", "PORT"})
  void completesARoundTrip(String mode) throws IOException {
    client.setUseEPSVwithIPv4(mode.equals("EPSV"));
    if (mode.equals("PORT")) {
      client.enterLocalActiveMode();
    }
    for (String name : Samples.names()) {
      store(name, Samples.content(name));
      assertThat(fetch(name)).isEqualTo(Samples.content(name));
    }
    Samples.assertIn(server, "/cn");
    assertThat(client.listNames()).containsExactlyInAnyOrder(Samples.names());
    assertThat(client.listFiles())
        .extracting(FTPFile::getName)
        .containsExactlyInAnyOrder(Samples.names());
    assertThat(client.mlistDir())
        .filteredOn(FTPFile::isFile)
        .extracting(FTPFile::getName)
        .containsExactlyInAnyOrder(Samples.names());
    assertThat(client.mlistFile(NAMED).getSize()).isEqualTo(Samples.content(NAMED).length);
    assertThat(client.rename("one", "neu & schön")).isTrue();
    assertThat(client.makeDirectory("d")).isTrue();
    assertThat(client.removeDirectory("d")).isTrue();
    assertThat(client.deleteFile("neu & schön")).isTrue();
    assertThat(server.exists("/cn/one")).isFalse();
  }

  @Test
  void resumesBothWaysAndAppends() throws IOException {
    byte[] big = Samples.content("big");
    byte[] rest = Arrays.copyOfRange(big, Samples.BROKEN_AT, big.length);
    store("put", Samples.beginning());
    client.setRestartOffset(Samples.BROKEN_AT);
    store("put", rest);
    store("appended", Samples.beginning());
    assertThat(client.appendFile("appended", new ByteArrayInputStream(rest))).isTrue();
    assertThat(server.read("/cn/put")).isEqualTo(big);
    assertThat(server.read("/cn/appended")).isEqualTo(big);
    client.setRestartOffset(Samples.BROKEN_AT);
    assertThat(fetch("put")).isEqualTo(rest);
  }

  @Test
  void translatesLineEndsInAscii() throws IOException {
    client.setFileType(FTP.ASCII_FILE_TYPE);
    byte[] text = "a\nb\n\nc".getBytes(StandardCharsets.US_ASCII);
    store("text", text);
    assertThat(fetch("text")).isEqualTo(text);
    String stored = new String(server.read("/cn/text"), StandardCharsets.US_ASCII);
    assertThat(stored.lines()).containsExactly("a", "b", "", "c");
  }

  @Test
  void streamsAndContinuesAfterwards() throws IOException {
    try (OutputStream out = client.storeFileStream("big")) {
      out.write(Samples.content("big"));
    }
    assertThat(client.completePendingCommand()).isTrue();
    try (InputStream in = client.retrieveFileStream("big")) {
      assertThat(in.readAllBytes()).isEqualTo(Samples.content("big"));
    }
    assertThat(client.completePendingCommand()).isTrue();
    assertThat(client.printWorkingDirectory()).isEqualTo("/cn");
  }

  @Test
  void abortsADownloadAndContinues() throws IOException {
    store("large", new byte[32 * 1024 * 1024]);
    try (InputStream in = client.retrieveFileStream("large")) {
      assertThat(in.readNBytes(1000)).hasSize(1000);
    }
    assertThat(client.completePendingCommand()).isFalse();
    assertThat(client.getReplyCode()).isEqualTo(426);
    assertThat(client.sendNoOp()).isTrue();
    store("one", Samples.content("one"));
  }

  @Test
  void keepsTheControlConnectionAliveDuringATransfer() throws IOException {
    client.setControlKeepAliveTimeout(Duration.ofMillis(1));
    client.setControlKeepAliveReplyTimeout(Duration.ofMillis(500));
    byte[] big = Samples.content("big");
    assertThat(client.storeFile("big", new Dawdling(new ByteArrayInputStream(big))))
        .as(client.getReplyString())
        .isTrue();
    assertThat(client.getReplyCode()).isEqualTo(226);
    assertThat(server.log().lines().filter(line -> line.contains("<- NOOP"))).isNotEmpty();
    assertThat(client.printWorkingDirectory()).isEqualTo("/cn");
    assertThat(server.read("/cn/big")).isEqualTo(big);
  }

  /** A stream that returns a few bytes at a time, with delays. */
  private static final class Dawdling extends FilterInputStream {

    Dawdling(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      long start = System.nanoTime();
      while (System.nanoTime() - start < 2_000_000) {
        Thread.onSpinWait();
      }
      return super.read(bytes, offset, Math.min(length, 128 * 1024));
    }
  }
}
