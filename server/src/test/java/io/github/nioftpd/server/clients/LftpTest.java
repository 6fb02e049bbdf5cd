package io.github.nioftpd.server.clients;

import static io.github.nioftpd.server.clients.Samples.NAMED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.NeedsPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Servers.class)
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(Servers.class)
@NeedsPrograms("lftp")
final class LftpTest {

  private final Server server;
  @TempDir private Path local;

  LftpTest(Server server) {
    this.server = server;
  }

  /** Runs lftp commands in a session; the first failure ends it. */
  private String lftp(String... lines) throws Exception {
    String settings =
        """
        set cmd:fail-exit yes
        set net:max-retries 1
        set net:timeout 20
        open -u %s,%s ftp://127.0.0.1:%d
        """
            .formatted(Server.USER, Server.PASSWORD, server.port());
    Path script = local.resolve("script");
    Files.writeString(script, settings + String.join("\n", lines) + "\n");
    return External.of("lftp", local, "--norc").run("-f", script.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set ftp:prefer-epsv yes",
        "set ftp:prefer-epsv no",
        "set ftp:passive-mode no",
        "set ftp:sync-mode no"
      })
  void completesARoundTrip(String setting) throws Exception {
    Samples.writeInto(local);
    lftp(setting, "mkdir lftp", "cd lftp", "mput big empty one \"" + NAMED + "\"");
    Samples.assertIn(server, "/lftp");
    Path back = Files.createDirectory(local.resolve("back"));
    String listing = lftp(setting, "cd lftp", "lcd back", "mget *", "ls", "nlist");
    Samples.assertIn(back);
    assertThat(listing.lines())
        .contains(Samples.names())
        .anyMatch(line -> line.startsWith("-rw") && line.endsWith(" " + NAMED));
    lftp(setting, "cd lftp", "mv one \"neu & schön\"");
    assertThat(server.read("/lftp/neu & schön")).isEqualTo(Samples.content("one"));
    lftp(
        setting,
        "cd lftp",
        "mkdir d",
        "rmdir d",
        "rm \"neu & schön\"",
        "mrm *",
        "cd /",
        "rmdir lftp");
    assertThat(server.exists("/lftp")).isFalse();
  }

  @Test
  void resumesAndFetchesInPieces() throws Exception {
    Samples.writeInto(local);
    Samples.writeInto(server, "/lftp");
    server.write("/lftp/big", Samples.beginning());
    lftp("cd lftp", "reput big");
    Samples.assertIn(server, "/lftp");
    Path back = Files.write(local.resolve("back"), Samples.beginning());
    Path pieces = local.resolve("pieces");
    lftp("cd lftp", "reget big -o back", "pget -n 3 big -o pieces");
    assertThat(back).hasBinaryContent(Samples.content("big"));
    assertThat(pieces).hasBinaryContent(Samples.content("big"));
    server.removeTree("/lftp");
  }

  @Test
  void mirrorsBothWaysWithTimes() throws Exception {
    Path tree = local.resolve("tree");
    Samples.writeInto(tree);
    Samples.writeInto(tree.resolve("a b").resolve("ü"));
    Files.createDirectory(tree.resolve("nothing"));
    FileTime time = FileTime.from(Instant.parse("2020-02-03T04:05:06Z"));
    Files.setLastModifiedTime(tree.resolve("big"), time);
    lftp("mirror -R tree lftp");
    Samples.assertIn(server, "/lftp/a b/ü");
    lftp("mirror --parallel=3 lftp back");
    Samples.assertIn(local.resolve("back/a b/ü"));
    assertThat(local.resolve("back/nothing")).isEmptyDirectory();
    assertThat(Files.getLastModifiedTime(local.resolve("back/big"))).isEqualTo(time);
    assertThat(lftp("mirror -R --verbose=3 tree lftp")).doesNotContain("Transferring");
    Files.delete(tree.resolve("one"));
    lftp("mirror -R --delete tree lftp");
    assertThat(server.exists("/lftp/one")).isFalse();
    lftp("rm -r lftp");
    assertThat(server.exists("/lftp")).isFalse();
  }
}
