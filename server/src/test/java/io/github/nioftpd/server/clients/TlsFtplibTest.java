package io.github.nioftpd.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.server.clients.TlsServers.Tls;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Python's ftplib, which is built on OpenSSL. FTP_TLS cannot resume by itself and is refused with
 * 522; the script makes it reuse the session of the control connection for each transfer.
 */
@ParameterizedClass
@ArgumentsSource(TlsServers.class)
@NeedsPrograms("python3")
final class TlsFtplibTest {

  private final Tls tls;
  @TempDir private Path local;

  TlsFtplibTest(Tls tls) {
    this.tls = tls;
  }

  @ParameterizedTest
  @ValueSource(strings = {"passive", "active"})
  void completesARoundTripAndOtherClientsGetNothing(String mode) throws Exception {
    Path script = Path.of(TlsFtplibTest.class.getResource("ftplib_tls.py").toURI());
    External.of("python3", local)
        .run(
            script.toString(),
            "127.0.0.1",
            String.valueOf(tls.server().port()),
            mode,
            tls.version(),
            tls.implicit() ? "implicit" : "explicit");
    assertThat(tls.server().exists("/ftplib-tls")).isFalse();
  }
}
