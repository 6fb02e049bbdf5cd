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
@NeedsPrograms({"ncftp", "ncftpget", "ncftpls", "ncftpput"})
final class NcftpTest {

  private final Server server;
  @TempDir private Path local;

  NcftpTest(Server server) {
    this.server = server;
  }

  private String ncftp(String program, String... arguments) throws Exception {
    return External.of(program, local, access()).run(arguments);
  }

  private String[] access() {
    String port = String.valueOf(server.port());
    return new String[] {"-u", Server.USER, "-p", Server.PASSWORD, "-P", port};
  }

  @ParameterizedTest
  @ValueSource(strings = {"-F", "-E"})
  void completesARoundTripPassivelyAndActively(String mode) throws Exception {
    Samples.writeInto(local);
    ncftp("ncftpput", "-V", mode, "-m", "127.0.0.1", "/nc", "big", "empty", "one", NAMED);
    Samples.assertIn(server, "/nc");
    Path back = Files.createDirectory(local.resolve("back"));
    for (String name : Samples.names()) {
      ncftp("ncftpget", "-V", mode, "127.0.0.1", "back", "/nc/" + name);
    }
    Samples.assertIn(back);
    String url = "ftp://127.0.0.1/nc/";
    assertThat(ncftp("ncftpls", mode, "-1", url).lines())
        .containsExactlyInAnyOrder(Samples.names());
    assertThat(ncftp("ncftpls", mode, "-m", url)).contains("; " + NAMED);
    server.removeTree("/nc");
  }

  @Test
  void transfersTreesBothWays() throws Exception {
    Path tree = local.resolve("nc");
    Samples.writeInto(tree.resolve("a b").resolve("ü"));
    Files.createDirectory(tree.resolve("nothing"));
    ncftp("ncftpput", "-V", "-R", "127.0.0.1", "/", "nc");
    Samples.assertIn(server, "/nc/a b/ü");
    Files.createDirectory(local.resolve("back"));
    ncftp("ncftpget", "-V", "-R", "-T", "127.0.0.1", "back", "/nc");
    Samples.assertIn(local.resolve("back/nc/a b/ü"));
    assertThat(local.resolve("back/nc/nothing")).isEmptyDirectory();
    server.removeTree("/nc");
  }

  @Test
  void resumesADownloadAndAppends() throws Exception {
    Samples.writeInto(local);
    Samples.writeInto(server, "/nc");
    Path back = Files.createDirectory(local.resolve("back"));
    Files.write(back.resolve("big"), Samples.beginning());
    ncftp("ncftpget", "-V", "-z", "127.0.0.1", "back", "/nc/big");
    assertThat(back.resolve("big")).hasBinaryContent(Samples.content("big"));
    ncftp("ncftpput", "-V", "-A", "127.0.0.1", "/nc", "one");
    assertThat(server.read("/nc/one")).isEqualTo(new byte[] {'x', 'x'});
    server.removeTree("/nc");
  }

  @Test
  void worksAtThePrompt() throws Exception {
    server.makeDirectory("/nc");
    server.write("/nc/one", Samples.content("one"));
    String input =
        """
        cd nc
        rename one "neu & schön"
        mkdir "a b"
        ls
        dir
        rmdir "a b"
        cat "neu & schön"
        rm "neu & schön"
        cd ..
        rmdir nc
        quit
        """;
    String said = External.of("ncftp", local, access()).run(0, input, "127.0.0.1");
    assertThat(said).contains("neu & schön").contains("a b/").containsPattern("drwx.* a b");
    assertThat(server.exists("/nc")).isFalse();
  }
}
