package io.github.nioftpd.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.server.clients.TlsServers.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * curl, which is built on OpenSSL, under TLS, with resumption required. Passive only: curl 7.87 and
 * 7.88, which Debian 12 has, begin no TLS on an active data connection (curl issue 10666).
 */
@ParameterizedClass
@ArgumentsSource(TlsServers.class)
@NeedsPrograms("curl")
final class TlsCurlTest {

  private final Tls tls;
  @TempDir private Path local;
  private External curl;

  TlsCurlTest(Tls tls) {
    this.tls = tls;
  }

  @BeforeEach
  void findsCurl() {
    curl =
        External.of(
            "curl",
            local,
            "--silent",
            "--show-error",
            "--disable",
            "--insecure",
            "--ssl-reqd",
            "--tlsv" + tls.version(),
            "--tls-max",
            tls.version(),
            "--user",
            Server.USER + ":" + Server.PASSWORD);
  }

  @Test
  void completesARoundTripOnOneControlConnection() throws Exception {
    Samples.writeInto(local);
    String folder = tls.url() + "/tls-curl/";
    curl.run("--ftp-create-dirs", "-T", "{" + String.join(",", Samples.names()) + "}", folder);
    Samples.assertIn(tls.server(), "/tls-curl");
    assertThat(curl.run("--list-only", folder).lines()).containsExactlyInAnyOrder(Samples.names());
    Path back = Files.createDirectory(local.resolve("back"));
    List<String> arguments = new ArrayList<>();
    for (String name : List.of("big", "empty", "one", "big")) {
      arguments.addAll(List.of("-o", back.resolve(name).toString(), folder + name));
    }
    curl.run(arguments.toArray(String[]::new));
    for (String name : List.of("big", "empty", "one")) {
      assertThat(back.resolve(name)).hasBinaryContent(Samples.content(name));
    }
    List<String> commands = new ArrayList<>();
    for (String name : Samples.names()) {
      commands.addAll(List.of("-Q", "-DELE " + name));
    }
    commands.addAll(List.of("-Q", "-CWD /", "-Q", "-RMD tls-curl", "--list-only", folder));
    curl.run(commands.toArray(String[]::new));
    assertThat(tls.server().exists("/tls-curl")).isFalse();
  }

  @Test
  void isRefusedWithoutTls() throws Exception {
    if (tls.implicit()) {
      return; // implicit TLS has no clear mode
    }
    External clear = External.of("curl", local, "--silent", "--show-error", "--disable");
    clear.run(67, "", "--user", Server.USER + ":" + Server.PASSWORD, tls.url() + "/");
  }

  @Test
  void leavesTlsOnTheControlConnection() throws Exception {
    if (!tls.implicit()) {
      return; // that server does not allow CCC
    }
    tls.server().write("/ccc", Samples.content("big"));
    Path back = local.resolve("back");
    curl.run(
        "--ftp-ssl-ccc", "--ftp-ssl-ccc-mode", "active", "-o", back.toString(), tls.url() + "/ccc");
    assertThat(back).hasBinaryContent(Samples.content("big"));
    assertThat(tls.server().log()).contains("<- CCC");
    curl.run("-Q", "DELE ccc", tls.url() + "/");
  }
}
