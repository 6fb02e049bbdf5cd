package io.github.nioftpd.server.clients;

import static io.github.nioftpd.server.clients.Samples.BIG;
import static io.github.nioftpd.server.clients.Samples.NAMED;
import static io.github.nioftpd.server.clients.Samples.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.NeedsPrograms;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
@NeedsPrograms("curl")
final class CurlTest {

  private final Server server;
  private final String folder;
  @TempDir private Path local;
  private External curl;

  CurlTest(Server server) {
    this.server = server;
    this.folder = server.url() + "/curl/";
  }

  @BeforeEach
  void putsFilesIntoANewDirectory() throws Exception {
    curl = External.of("curl", local, "--silent", "--show-error", "--disable");
    Samples.writeInto(local);
    String all = "{" + String.join(",", Samples.names()) + "}";
    curl.run("--ftp-create-dirs", "-T", all, folder);
    Samples.assertIn(server, "/curl");
  }

  @AfterEach
  void removesFilesAndDirectory() throws Exception {
    List<String> commands = new ArrayList<>();
    for (String name : Samples.names()) {
      commands.addAll(List.of("-Q", "-DELE " + name));
    }
    commands.addAll(List.of("-Q", "-CWD /", "-Q", "-RMD curl", "--list-only", folder));
    curl.run(commands.toArray(String[]::new));
    assertThat(server.exists("/curl")).isFalse();
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--ftp-pasv",
        "--disable-epsv",
        "--ftp-port -",
        "--disable-eprt --ftp-port -",
        "--ftp-method nocwd",
        "--ftp-method singlecwd"
      })
  void fetchesWhatItPut(String options) throws Exception {
    Path back = Files.createDirectory(local.resolve("back"));
    for (String name : Samples.names()) {
      String target = back.resolve(name).toString();
      fetch(options, target, folder + encoded(name));
    }
    Samples.assertIn(back);
  }

  private void fetch(String options, String target, String url) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(options.split(" ")));
    arguments.addAll(List.of("-o", target, url));
    curl.run(arguments.toArray(String[]::new));
  }

  @Test
  void lists() throws Exception {
    assertThat(curl.run("--list-only", folder).lines()).containsExactlyInAnyOrder(Samples.names());
    assertThat(curl.run(folder).lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("-rw"))
        .anyMatch(line -> line.endsWith(" " + NAMED))
        .anyMatch(line -> line.contains(" 1048579 "));
  }

  @Test
  void resumesAnUpload() throws Exception {
    server.write("/curl/" + BIG, Samples.beginning());
    curl.run("-C", "-", "-T", BIG, folder);
    Samples.assertIn(server, "/curl");
  }

  @Test
  void resumesADownload() throws Exception {
    Path back = Files.write(local.resolve("back"), Samples.beginning());
    curl.run("-C", "-", "-o", back.toString(), folder + BIG);
    assertThat(back).hasBinaryContent(Samples.content(BIG));
  }

  @Test
  void fetchesAPart() throws Exception {
    Path back = local.resolve("back");
    curl.run("-r", "1000-1999", "-o", back.toString(), folder + BIG);
    assertThat(back).hasBinaryContent(Arrays.copyOfRange(Samples.content(BIG), 1000, 2000));
  }

  @Test
  void appends() throws Exception {
    curl.run("--append", "-T", ONE, folder + ONE);
    assertThat(server.read("/curl/" + ONE)).isEqualTo(new byte[] {'x', 'x'});
  }

  @Test
  void renames() throws Exception {
    curl.run("-Q", "-RNFR " + ONE, "-Q", "-RNTO neu & schön", "--list-only", folder);
    assertThat(server.exists("/curl/" + ONE)).isFalse();
    assertThat(server.read("/curl/neu & schön")).isEqualTo(Samples.content(ONE));
    curl.run("-Q", "-RNFR neu & schön", "-Q", "-RNTO " + ONE, "--list-only", folder);
  }

  @Test
  void asksForSizeAndTime() throws Exception {
    assertThat(curl.run("--head", folder + BIG))
        .contains("Content-Length: 1048579")
        .contains("Last-Modified: ");
  }

  @Test
  void reportsAMissingFile() throws Exception {
    curl.run(78, "", folder + "missing");
    curl.run(9, "", server.url() + "/missing/");
    curl.run(67, "", "-u", Server.USER + ":wrong", "ftp://127.0.0.1:" + server.port() + "/");
  }
}
