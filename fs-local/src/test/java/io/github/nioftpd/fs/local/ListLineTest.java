package io.github.nioftpd.fs.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.UnaryOperator.identity;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines of LIST for links and special files. */
@DisabledOnOs(OS.WINDOWS)
class ListLineTest {

  @TempDir Path temporary;

  @ParameterizedTest
  @EnumSource(Symlinks.class)
  void aDanglingOrOutsideLinkIsShownWithATarget(Symlinks symlinks) throws IOException {
    Path root = Files.createDirectory(temporary.resolve("root")).toRealPath();
    Files.createDirectory(root.resolve("d"));
    link(root, "dangling", "gone/x");
    link(root, "d/up", "../gone");
    link(root, "out", "../gone");
    link(root, "d/out", "../../gone");
    link(root, "absolute", "/gone");
    link(root, "odd", "a\nb");
    try (LocalFileSystem files = LocalFileSystem.open(root, symlinks, false);
        TestFtp ftp = TestFtp.start(files, identity());
        RawClient client = ftp.login()) {
      assertThat(list(client, "/"))
          .contains("dangling -> gone/x", "out -> ?", "absolute -> ?", "odd -> a?b", "d");
      assertThat(list(client, "d")).containsExactlyInAnyOrder("up -> ../gone", "out -> ?");
      client.say("STAT -d dangling").contains("dangling -> gone/x");
      assertThat(new String(client.download("NLST d"), UTF_8)).doesNotContain("->");
      assertThat(new String(client.download("MLSD d"), UTF_8)).doesNotContain("->");
    }
  }

  private static void link(Path root, String name, String target) throws IOException {
    Files.createSymbolicLink(root.resolve(name), Path.of(target));
  }

  /** The text after the time in each line. */
  private static String[] list(RawClient client, String path) throws IOException {
    return new String(client.download("LIST " + path), UTF_8)
        .lines()
        .map(line -> line.replaceFirst("^\\S+ +\\d+ \\S+ +\\S+ +\\d+ \\S+ \\d+ +\\S+ ", ""))
        .toArray(String[]::new);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theFirstLettersShowTypeAndMode() throws Exception {
    Path root = temporary.toRealPath();
    assertThat(new ProcessBuilder("mkfifo", root + "/pipe").start().waitFor()).isZero();
    Files.createFile(root.resolve("file"));
    Files.setAttribute(root.resolve("file"), "unix:mode", 06755);
    Files.createDirectory(root.resolve("dir"));
    Files.setAttribute(root.resolve("dir"), "unix:mode", 01777);
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        LocalFileSystem files = LocalFileSystem.open(root, Symlinks.FOLLOW, false);
        TestFtp ftp = TestFtp.start(files, identity());
        RawClient client = ftp.login()) {
      socket.bind(UnixDomainSocketAddress.of(root.resolve("socket")));
      String[] lines = new String(client.download("LIST"), UTF_8).split("\r\n");
      assertThat(lines)
          .anyMatch(line -> line.matches("p.* pipe"))
          .anyMatch(line -> line.matches("s.* socket"))
          .anyMatch(line -> line.matches("-rwsr-sr-x .* file"))
          .anyMatch(line -> line.matches("drwxrwxrwt .* dir"));
    }
    try (LocalFileSystem devices = LocalFileSystem.open(Path.of("/dev"), Symlinks.FOLLOW, false);
        TestFtp ftp = TestFtp.start(devices, identity());
        RawClient client = ftp.login()) {
      client.say("STAT null").contains("\n crw");
    }
  }
}
