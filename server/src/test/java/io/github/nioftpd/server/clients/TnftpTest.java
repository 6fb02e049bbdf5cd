package io.github.nioftpd.server.clients;

import static io.github.nioftpd.server.clients.Samples.NAMED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.NeedsPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
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
@NeedsPrograms("tnftp")
final class TnftpTest {

  private final Server server;
  @TempDir private Path local;

  TnftpTest(Server server) {
    this.server = server;
  }

  private String tnftp(String... lines) throws Exception {
    String input = "user bob secret\nbinary\n" + String.join("\n", lines) + "\nquit\n";
    String port = String.valueOf(server.port());
    return External.of("tnftp", local).run(0, input, "-n", "-i", "-v", "127.0.0.1", port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"passive on", "passive off", "epsv4 off", "epsv4 off\npassive off"})
  void completesARoundTrip(String mode) throws Exception {
    Samples.writeInto(local);
    String named = '"' + NAMED + '"';
    tnftp(mode, "mkdir tn", "cd tn", "mput big empty one", "put " + named);
    Samples.assertIn(server, "/tn");
    Path back = Files.createDirectory(local.resolve("back"));
    String listing =
        tnftp(mode, "cd tn", "lcd back", "mget big empty one", "get " + named, "ls", "mlsd");
    Samples.assertIn(back);
    assertThat(listing.lines())
        .anyMatch(line -> line.startsWith("-rw") && line.endsWith(" " + NAMED))
        .anyMatch(line -> line.contains("type=file;") && line.endsWith("; " + NAMED));
    tnftp(mode, "cd tn", "rename one \"neu & schön\"", "mkdir d", "rmdir d");
    assertThat(server.read("/tn/neu & schön")).isEqualTo(Samples.content("one"));
    assertThat(server.exists("/tn/d")).isFalse();
    tnftp(mode, "cd tn", "delete \"neu & schön\"", "mdelete *", "cd ..", "rmdir tn");
    assertThat(server.exists("/tn")).isFalse();
  }

  @Test
  void resumesAndAppends() throws Exception {
    Samples.writeInto(local);
    Samples.writeInto(server, "/tn");
    server.write("/tn/big", Samples.beginning());
    tnftp("cd tn", "restart " + Samples.BROKEN_AT, "put big", "append one one");
    assertThat(server.read("/tn/big")).isEqualTo(Samples.content("big"));
    assertThat(server.read("/tn/one")).isEqualTo(new byte[] {'x', 'x'});
    Path back = Files.write(local.resolve("back"), Samples.beginning());
    tnftp("cd tn", "reget big back");
    assertThat(back).hasBinaryContent(Samples.content("big"));
    server.removeTree("/tn");
  }

  @Test
  void takesUrls() throws Exception {
    Samples.writeInto(local);
    server.makeDirectory("/tn");
    External tnftp = External.of("tnftp", local);
    tnftp.run("-u", server.url() + "/tn/", "big");
    tnftp.run("-o", "back", server.url() + "/tn/big");
    assertThat(local.resolve("back")).hasBinaryContent(Samples.content("big"));
    server.removeTree("/tn");
  }
}
