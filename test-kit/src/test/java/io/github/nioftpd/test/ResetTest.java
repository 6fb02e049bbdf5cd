package io.github.nioftpd.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.config.BanPolicy;
import io.github.nioftpd.fs.mount.Mount;
import io.github.nioftpd.fs.mount.MountedFileSystem;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A test that shares a server sees nothing of the tests before it. */
class ResetTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  private static RawClient login(FtpFixture ftp) throws IOException {
    return RawClient.login(ftp.server().address(), "user", "secret");
  }

  @Test
  void aResetBringsBackTheFilesAndForgetsTheRest() throws IOException {
    try (FtpFixture ftp = FtpFixture.with().file("/a", "hello").start();
        RawClient client = login(ftp)) {
      int port = ftp.port();
      client.say("DELE a").expect(250);
      client.say("MKD b").expect(257);
      ftp.on("NOOP").thenReply(500, "No.");
      Path before = ftp.path("/a");
      ftp.reset();
      assertThat(ftp.port()).isEqualTo(port);
      assertThat(ftp.path("/a")).hasContent("hello");
      assertThat(ftp.path("/b")).doesNotExist();
      assertThat(ftp.transcript().entries()).isEmpty();
      assertThat(ftp.commands()).isEmpty();
      assertThat(ftp.faults().rules()).isEmpty();
      assertThat(ftp.sessions()).isEmpty();
      client.expect(421);
      assertThat(before.getFileSystem().isOpen()).isFalse();
      try (RawClient next = login(ftp)) {
        next.say("NOOP").expect(200);
        assertThat(ftp.commands()).extracting(Received::session).containsOnly(1);
      }
    }
  }

  @Test
  void aLateUploadOfAnEarlierTestDoesNotArrive() throws IOException {
    try (FtpFixture ftp = FtpFixture.with().start();
        RawClient client = login(ftp);
        Socket data = client.passive()) {
      client.say("STOR a").expect(150);
      data.getOutputStream().write("late".getBytes(StandardCharsets.US_ASCII));
      ftp.reset();
      try {
        data.getOutputStream().write("later".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // reset by the server, as it should be
      }
      data.close();
      client.expect(426);
      assertThat(Files.list(ftp.path("/"))).isEmpty();
      assertThat(ftp.transcript().entries()).isEmpty();
    }
  }

  @Test
  void aCommandThatAFaultHoldsUpEndsWithItsTest() throws IOException {
    try (FtpFixture ftp = FtpFixture.with().start();
        RawClient client = login(ftp)) {
      ftp.on("MKD").thenHang();
      client.send("MKD a\r\n");
      assertThat(ftp.awaitCommand("MKD", SOON)).hasToString("MKD a -> no reply");
      long begin = System.nanoTime();
      ftp.reset();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
      assertThat(ftp.path("/a")).doesNotExist();
      assertThat(ftp.sessions()).isEmpty();
    }
  }

  @Test
  void aCommandThatAFaultHoldsUpDoesNotRunAtTheEnd() throws IOException {
    Path tree = Files.createTempDirectory(Path.of("target"), "tree").toAbsolutePath();
    try (FtpFixture ftp = FtpFixture.with().tree(() -> mounted(tree)).start();
        RawClient client = login(ftp)) {
      ftp.on("MKD").thenHang();
      client.send("MKD a\r\n");
      assertThat(ftp.awaitCommand("MKD", SOON)).hasToString("MKD a -> no reply");
      ftp.close();
      assertThat(ftp.commands().getLast().codes()).doesNotContain(257);
      assertThat(tree.resolve("a")).doesNotExist();
    }
  }

  private static FileSystem mounted(Path directory) {
    return MountedFileSystem.builder().mount("/", Mount.of(directory)).build();
  }

  @Test
  void laterSettingsOfTheBuilderDoNotConcernARunningServer() throws IOException {
    FtpFixture.Builder builder = FtpFixture.with().file("/a", "hello");
    try (FtpFixture ftp = builder.start()) {
      builder.file("/b", "").user("eve", "secret").readOnly("/c");
      ftp.reset();
      assertThat(ftp.uri().getUserInfo()).isEqualTo("user:secret");
      assertThat(Files.list(ftp.path("/"))).containsExactly(ftp.path("/a"));
    }
  }

  @Test
  void noSessionIsLeftWhenAResetReturns() throws IOException {
    try (FtpFixture ftp = FtpFixture.with().start()) {
      for (int i = 0; i < 50; i++) {
        ftp.onConnect().thenHang();
        try (RawClient client = new RawClient(ftp.server().address())) {
          client.send("NOOP\r\n");
          while (ftp.transcript().entries().isEmpty()) {
            Thread.onSpinWait(); // the session has not begun
          }
          ftp.reset();
          assertThat(ftp.sessions()).as("after %s resets", i).isEmpty();
        }
      }
    }
  }

  @Test
  void bansEnd() throws IOException {
    BanPolicy one = BanPolicy.DEFAULT.failures(1).exempt(List.of());
    try (FtpFixture ftp = FtpFixture.with().server(builder -> builder.bans(one)).start()) {
      try (RawClient client = new RawClient(ftp.server().address())) {
        client.expect(220);
        client.say("USER user").expect(331);
        client.say("PASS wrong").expect(421);
      }
      try (RawClient client = new RawClient(ftp.server().address())) {
        client.expect(421);
      }
      ftp.reset();
      login(ftp).close();
    }
  }
}
