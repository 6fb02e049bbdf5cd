package io.github.nioftpd.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options for TLS, which is not there yet: whoever asks for it is refused rather than served in
 * clear.
 */
final class TlsOptions {

  @Option(names = "--tls", description = "Offer FTPS.")
  boolean tls;

  @Option(names = "--keyfile", paramLabel = "PATH", description = "The key.")
  @Nullable Path keyFile;

  @Option(names = "--certfile", paramLabel = "PATH", description = "The certificate.")
  @Nullable Path certificateFile;

  @Option(names = "--tls-control-required", description = "No login without TLS.")
  boolean controlRequired;

  @Option(names = "--tls-data-required", description = "No transfer without TLS.")
  boolean dataRequired;

  void check() {
    if (tls || keyFile != null || certificateFile != null || controlRequired || dataRequired) {
      throw new IllegalArgumentException(
          "TLS is not there yet: without --tls, --keyfile, --certfile, --tls-control-required and"
              + " --tls-data-required this version serves in clear");
    }
  }
}
