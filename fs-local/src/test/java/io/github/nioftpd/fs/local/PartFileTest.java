package io.github.nioftpd.fs.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.UnaryOperator.identity;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.fs.PartFile;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Part files of atomic uploads, seen by clients. */
final class PartFileTest {

  @TempDir Path root;

  @Test
  void aRunningUploadIsHiddenAndProtectsItsDirectory() throws IOException {
    Files.createDirectory(root.resolve("d"));
    try (LocalFileSystem files = LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, true);
        TestFtp ftp = TestFtp.start(files, identity());
        RawClient client = ftp.login();
        RawClient other = ftp.login()) {
      try (Socket data = client.passive()) {
        client.say("STOR d/f").expect(150);
        data.getOutputStream().write(1);
        assertThat(names()).singleElement().matches(PartFile::isPart);
        for (String line : List.of("LIST -a d", "NLST d", "MLSD d")) {
          assertThat(new String(other.download(line), UTF_8)).isEmpty();
        }
        other.say("RMD d").expect(550);
        other.say("RETR d/" + names().getFirst()).expect(553);
      }
      client.expect(226);
      assertThat(names()).containsExactly("f");
    }
  }

  @Test
  void partFilesOfACrashDoNotProtectTheirDirectory() throws IOException {
    Files.createDirectory(root.resolve("d"));
    Path left = Files.createFile(root.resolve("d/.nioftpd-0123456789abcdef.part"));
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    try (LocalFileSystem files = LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, true);
        TestFtp ftp = TestFtp.start(files, identity());
        RawClient client = ftp.login()) {
      client.say("RMD d").expect(250);
      assertThat(root.resolve("d")).doesNotExist();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("d"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
