package io.github.nioftpd.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPSClient;
import org.junit.jupiter.api.Test;

/** Servers of the kit with real clients. */
class FtpFixtureTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  @Test
  void servesTheFilesOfItsSetup() throws Exception {
    try (FtpFixture ftp =
        FtpFixture.with().user("bob", "s@c/ret").file("/in/a.txt", "hello").start()) {
      assertThat(ftp.uri()).hasToString("ftp://bob:s%40c%2Fret@127.0.0.1:" + ftp.port() + "/");
      byte[] content =
          ftp.uri().resolve("/in/a.txt").toURL().openConnection().getInputStream().readAllBytes();
      assertThat(content).asString().isEqualTo("hello");
      assertThat(ftp.path("/in/a.txt")).content().isEqualTo("hello");
    }
  }

  @Test
  void recordsTheDialogue() throws Exception {
    try (FtpFixture ftp = FtpFixture.with().start();
        RawClient client = new RawClient(ftp.server().address())) {
      client.expect(220);
      client.say("USER user").expect(331);
      client.say("PASS secret").expect(230);
      client.say("RNFR none").expect(550);
      assertThat(ftp.commands())
          .extracting(Received::toString)
          .containsExactly("USER user -> 331", "PASS ****** -> 230", "RNFR none -> 550");
      assertThat(ftp.takeCommand(SOON).line()).isEqualTo("USER user");
      assertThat(ftp.transcript().toString())
          .contains("#1 > PASS ******", "#1 < 550 ")
          .doesNotContain("secret");
      ftp.awaitIdle(SOON);
      client.say("QUIT").expect(221);
      ftp.awaitNoSessions(SOON);
    }
  }

  @Test
  void waitsForUploadsOverTls() throws Exception {
    try (FtpFixture ftp = FtpFixture.with().tlsRequired().start()) {
      FTPSClient client = new FTPSClient(false, ftp.sslContext());
      upload(client, ftp);
      Files.readString(ftp.awaitUpload("/a.txt", SOON));
      assertThat(ftp.awaitUpload("/a.txt", SOON)).hasContent("hello");
      assertThat(ftp.transcript().toString()).contains("= STOR /a.txt: 5 bytes received");
      client.disconnect();
    }
  }

  private static void upload(FTPClient client, FtpFixture ftp) throws Exception {
    client.connect(ftp.host(), ftp.port());
    assertThat(client.login("user", "secret")).isTrue();
    if (client instanceof FTPSClient tls) {
      tls.execPBSZ(0);
      tls.execPROT("P");
    }
    client.enterLocalPassiveMode();
    assertThat(
            client.storeFile(
                "a.txt", new ByteArrayInputStream("hello".getBytes(StandardCharsets.US_ASCII))))
        .isTrue();
    assertThat(List.of(client.getReplyStrings())).anyMatch(line -> line.startsWith("226"));
  }

  @Test
  void nothingIsLeftAfterClose() throws Exception {
    FtpFixture.with().tls().start().close(); // the JDK keeps a socket of its own
    long before = sockets();
    FtpFixture ftp = FtpFixture.with().temporaryDirectory().tls().start();
    FTPClient left = new FTPClient();
    upload(left, ftp);
    try (RawClient stalled = new RawClient(ftp.server().address())) {
      stalled.expect(220);
      long start = System.nanoTime();
      ftp.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }
    left.disconnect();
    long start = System.nanoTime();
    while ((sockets() > before || !threads().isEmpty())
        && System.nanoTime() - start < SOON.toNanos()) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(sockets()).as("sockets").isLessThanOrEqualTo(before);
    assertThat(threads()).as("threads").isEmpty();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("nioftpd"))
        .toList();
  }

  /** The number of open sockets of this process, on systems that report it. */
  private static long sockets() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(descriptors)) {
      return all.filter(FtpFixtureTest::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false;
    }
  }
}
