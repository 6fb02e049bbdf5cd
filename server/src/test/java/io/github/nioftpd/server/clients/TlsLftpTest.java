package io.github.nioftpd.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.server.clients.TlsServers.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;

/** lftp, which Debian builds on GnuTLS, under TLS, with resumption required. */
@ParameterizedClass
@ArgumentsSource(TlsServers.class)
@NeedsPrograms("lftp")
final class TlsLftpTest {

  private final Tls tls;
  @TempDir private Path local;

  TlsLftpTest(Tls tls) {
    this.tls = tls;
  }

  private String lftp(String... lines) throws Exception {
    String settings =
        """
        set cmd:fail-exit yes
        set net:max-retries 1
        set net:timeout 20
        set ssl:verify-certificate no
        set ssl:priority NORMAL:-VERS-ALL:+VERS-TLS%s
        set ftp:ssl-force yes
        set ftp:ssl-protect-data yes
        set ftp:ssl-protect-list yes
        open -u %s,%s %s
        """
            .formatted(tls.version(), Server.USER, Server.PASSWORD, tls.url());
    Path script = local.resolve("script");
    Files.writeString(script, settings + String.join("\n", lines) + "\n");
    return External.of("lftp", local, "--norc").run("-f", script.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "no"})
  void completesARoundTrip(String passive) throws Exception {
    String mode = "set ftp:passive-mode " + passive;
    Samples.writeInto(local);
    lftp(mode, "mkdir tls-lftp", "cd tls-lftp", "mput big empty one");
    assertThat(tls.server().read("/tls-lftp/big")).isEqualTo(Samples.content("big"));
    Path back = Files.createDirectory(local.resolve("back"));
    lftp(mode, "cd tls-lftp", "ls", "lcd back", "mget *", "nlist", "get big -o again");
    assertThat(back.resolve("big")).hasBinaryContent(Samples.content("big"));
    assertThat(back.resolve("again")).hasBinaryContent(Samples.content("big"));
    assertThat(back.resolve("empty")).isEmptyFile();
    lftp(mode, "rm -r tls-lftp");
    assertThat(tls.server().exists("/tls-lftp")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void mirrorsOverSeveralConnectionsAtOnce(int parallel) throws Exception {
    Samples.writeInto(local.resolve("tree"));
    lftp("mirror -R --parallel=" + parallel + " tree tls-mirror");
    lftp("mirror --parallel=" + parallel + " tls-mirror back", "rm -r tls-mirror");
    Samples.assertIn(local.resolve("back"));
  }
}
