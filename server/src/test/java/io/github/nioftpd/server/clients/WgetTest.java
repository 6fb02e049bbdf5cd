package io.github.nioftpd.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.NeedsPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
@NeedsPrograms("wget")
final class WgetTest {

  private final Server server;
  @TempDir private Path local;
  private External wget;

  WgetTest(Server server) {
    this.server = server;
  }

  @BeforeEach
  void preparesFiles() throws IOException {
    wget = External.of("wget", local, "--no-config", "--no-verbose", "--tries=1");
    Samples.writeInto(server, "/wget");
    Samples.writeInto(server, "/wget/a b");
    server.makeDirectory("/wget/nothing");
  }

  @AfterEach
  void removesThem() throws IOException {
    server.removeTree("/wget");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--passive-ftp", "--no-passive-ftp"})
  void fetchesFiles(String mode) throws Exception {
    for (String name : Samples.names()) {
      wget.run(mode, server.url() + "/wget/" + name);
    }
    Samples.assertIn(local);
  }

  @Test
  void resumes() throws Exception {
    Path big = Files.write(local.resolve("big"), Samples.beginning());
    wget.run("--continue", server.url() + "/wget/big");
    assertThat(big).hasBinaryContent(Samples.content("big"));
  }

  @Test
  void fetchesTrees() throws Exception {
    wget.run("--recursive", "--no-host-directories", server.url() + "/wget/");
    Samples.assertIn(local.resolve("wget"));
    Samples.assertIn(local.resolve("wget/a b"));
    assertThat(local.resolve("wget/nothing")).isEmptyDirectory();
  }

  @Test
  void matchesNamesAndKeepsTimes() throws Exception {
    wget.run("--timestamping", server.url() + "/wget/b*");
    assertThat(local.resolve("big")).hasBinaryContent(Samples.content("big"));
    assertThat(wget.run("--timestamping", server.url() + "/wget/b*")).doesNotContain("-> \"big\"");
  }

  @Test
  void showsADirectoryAsAPage() throws Exception {
    assertThat(wget.run("-O", "-", server.url() + "/wget/"))
        .contains("/wget/big\">big</a>  (1048579 bytes)")
        .contains("Directory   <a href=");
  }
}
