package io.github.nioftpd.server.cli;

import io.github.nioftpd.config.Compatibility;
import io.github.nioftpd.config.TlsPolicy.ClientCertificates;
import io.github.nioftpd.config.TlsPolicy.Resumption;
import io.github.nioftpd.server.config.ExistingFile;
import io.github.nioftpd.server.config.ListenerSection;
import io.github.nioftpd.server.config.ListenerSection.Mode;
import io.github.nioftpd.server.config.ListenerSection.Required;
import io.github.nioftpd.server.config.Secret;
import io.github.nioftpd.server.config.TlsSection;
import io.github.nioftpd.server.config.binding.OptionValue;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for TLS. */
final class TlsOptions {

  @Option(
      names = "--tls",
      description =
          "Offer FTPS. Without --certfile, a self-signed certificate is created at start-up.")
  boolean tls;

  @Option(
      names = "--certfile",
      paramLabel = "PATH",
      description = "Certificate and chain in PEM, or a PKCS#12 file that also has the key.")
  @Nullable String certificateFile;

  @Option(
      names = "--keyfile",
      paramLabel = "PATH",
      description = "Private key in PEM (default: in the certificate file).")
  @Nullable String keyFile;

  @Option(
      names = "--key-password",
      paramLabel = "PASSWORD",
      description =
          "Password of the private key or of the PKCS#12 file: file:PATH, env:NAME or the password"
              + " itself.")
  @Nullable String keyPassword;

  @Option(names = "--tls-control-required", description = "Refuse logins without TLS.")
  boolean controlRequired;

  @Option(names = "--tls-data-required", description = "Refuse transfers without TLS.")
  boolean dataRequired;

  @Option(
      names = "--tls-implicit",
      description = "Start with the TLS handshake instead of waiting for AUTH, as on port 990.")
  boolean implicit;

  @Option(
      names = "--tls-resumption",
      paramLabel = "POLICY",
      description =
          "Whether data connections resume the TLS session of their control connection: off,"
              + " offered (default) or required. With required, no other client can take over a"
              + " data connection.")
  @Nullable String resumption;

  @Option(
      names = "--tls-client-ca",
      paramLabel = "PATH",
      description = "Request client certificates issued by the authorities in this PEM file.")
  @Nullable String clientAuthorities;

  @Option(names = "--tls-client-required", description = "Refuse clients that have no certificate.")
  boolean clientRequired;

  @Option(
      names = "--tls-ccc",
      description = "Allow clients to end TLS on the control connection after login (CCC).")
  boolean clearCommandChannel;

  @Option(
      names = "--compatibility",
      paramLabel = "NAMES",
      hideParamSyntax = true,
      split = ",",
      description =
          "Workarounds for old clients. no-close-notify accepts uploads that end without a TLS"
              + " close_notify; a truncated upload can then look complete.")
  List<String> compatibility = List.of();

  /** Checks that the options belong together. */
  void check() {
    boolean more =
        certificateFile != null
            || keyFile != null
            || keyPassword != null
            || controlRequired
            || dataRequired
            || implicit
            || resumption != null
            || clientAuthorities != null
            || clientRequired
            || clearCommandChannel
            || !compatibility.isEmpty();
    if (more && !tls) {
      throw new IllegalArgumentException("the options for TLS need --tls");
    }
    if (certificateFile == null && (keyFile != null || keyPassword != null)) {
      throw new IllegalArgumentException(
          "--keyfile and --key-password need the certificate of the key; add --certfile");
    }
    if (clientRequired && clientAuthorities == null) {
      throw new IllegalArgumentException(
          "--tls-client-required needs --tls-client-ca, the authorities to trust");
    }
  }

  /** A listener with these settings. */
  ListenerSection listener(InetSocketAddress address) {
    Required require =
        controlRequired
            ? dataRequired ? Required.BOTH : Required.CONTROL
            : dataRequired ? Required.DATA : Required.NONE;
    ClientCertificates clients =
        clientAuthorities == null
            ? ClientCertificates.NONE
            : clientRequired ? ClientCertificates.REQUIRED : ClientCertificates.OPTIONAL;
    return new ListenerSection(
        address,
        tls ? implicit ? Mode.IMPLICIT : Mode.EXPLICIT : Mode.OFF,
        require,
        clients,
        resumption == null
            ? Resumption.OFFERED
            : OptionValue.read("--tls-resumption", Resumption.class, resumption),
        clearCommandChannel,
        List.of(),
        compatibility.stream()
            .map(name -> OptionValue.read("--compatibility", Compatibility.class, name))
            .toList(),
        Map.of());
  }

  TlsSection section() {
    return new TlsSection(
        file("--certfile", certificateFile),
        file("--keyfile", keyFile),
        Optional.ofNullable(keyPassword)
            .map(text -> OptionValue.read("--key-password", Secret.class, text)),
        List.of(),
        TlsSection.PROTOCOLS,
        List.of(),
        file("--tls-client-ca", clientAuthorities));
  }

  private static Optional<ExistingFile> file(String option, @Nullable String path) {
    return Optional.ofNullable(path)
        .map(text -> OptionValue.read(option, ExistingFile.class, text));
  }
}
