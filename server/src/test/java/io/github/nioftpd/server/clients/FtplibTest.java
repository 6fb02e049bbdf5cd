package io.github.nioftpd.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.NeedsPrograms;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Servers.class)
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(Servers.class)
@NeedsPrograms("python3")
final class FtplibTest {

  private final Server server;
  @TempDir private Path local;

  FtplibTest(Server server) {
    this.server = server;
  }

  @ParameterizedTest
  @ValueSource(strings = {"passive", "active"})
  void completesARoundTrip(String mode) throws Exception {
    Path script = Path.of(FtplibTest.class.getResource("ftplib_round.py").toURI());
    String port = String.valueOf(server.port());
    External.of("python3", local)
        .run(script.toString(), "127.0.0.1", port, mode, "utf-8", Samples.NAMED);
    assertThat(server.exists("/ftplib")).isFalse();
  }
}
