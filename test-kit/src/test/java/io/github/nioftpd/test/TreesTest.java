package io.github.nioftpd.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.nioftpd.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The file systems that a server of the kit has. */
class TreesTest {

  private static RawClient login(FtpFixture ftp) throws IOException {
    return RawClient.login(ftp.server().address(), "user", "secret");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void timesInMemoryAreThoseOfTheClock() throws IOException {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2024-02-29T23:59:58Z"));
    try (FtpFixture ftp = FtpFixture.with().clock(now::get).file("/a", "x").start();
        RawClient client = login(ftp)) {
      client.say("MDTM a").expect(213).contains("20240229235958");
      now.set(Instant.parse("2025-01-02T03:04:05Z"));
      client.upload("STOR b", bytes("xy"));
      client.say("MLST b").expect(250).contains("modify=20250102030405;");
      assertThat(new String(client.download("LIST"), StandardCharsets.US_ASCII))
          .contains("Feb 29  2024 a", "Jan 02 03:04 b");
    }
  }

  @Test
  void aTemporaryDirectoryIsOnTheDiskAndIsRemoved() throws IOException {
    Path first;
    Path second;
    try (FtpFixture ftp = FtpFixture.with().temporaryDirectory().file("/in/a", "x").start()) {
      first = ftp.path("/");
      assertThat(ftp.path("/in/a").getFileSystem()).isEqualTo(FileSystems.getDefault());
      try (RawClient client = login(ftp)) {
        client.upload("STOR /in/b", bytes("xy"));
        assertThat(ftp.path("/in/b")).hasContent("xy");
        client.say("CWD /../..").expect(250);
        client.say("PWD").expect(257).contains("\"/\"");
      }
      ftp.reset();
      second = ftp.path("/");
      assertThat(first).doesNotExist();
      assertThat(ftp.path("/in/b")).doesNotExist();
      assertThat(ftp.path("/in/a")).hasContent("x");
    }
    assertThat(second).doesNotExist();
  }

  @Test
  void anyFileSystemIsServedAndClosed() throws IOException {
    Path root;
    try (FtpFixture ftp =
        FtpFixture.with()
            .tree(() -> Jimfs.newFileSystem(Configuration.unix()))
            .file("/a", "x")
            .start()) {
      root = ftp.path("/");
      try (RawClient client = login(ftp)) {
        assertThat(client.download("RETR a")).isEqualTo(bytes("x"));
      }
    }
    assertThat(root.getFileSystem().isOpen()).isFalse();
  }
}
