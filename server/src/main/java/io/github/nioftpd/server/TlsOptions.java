package io.github.nioftpd.server;

import io.github.nioftpd.config.Compatibility;
import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.config.TlsPolicy.ClientCertificates;
import io.github.nioftpd.config.TlsPolicy.Resumption;
import io.github.nioftpd.server.tls.Certificates;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The options for TLS. */
final class TlsOptions {

  private static final Map<String, Resumption> RESUMPTION =
      Map.of("off", Resumption.OFF, "offered", Resumption.OFFERED, "required", Resumption.REQUIRED);

  private static final Map<String, Compatibility> COMPATIBILITY =
      Map.of("no-close-notify", Compatibility.NO_CLOSE_NOTIFY);

  @Option(
      names = "--tls",
      description = "Offer FTPS, with a certificate made for this run unless --certfile names one.")
  boolean tls;

  @Option(
      names = "--certfile",
      paramLabel = "PATH",
      description = "The certificate and those above it in PEM, or a PKCS#12 file with the key.")
  @Nullable Path certificateFile;

  @Option(
      names = "--keyfile",
      paramLabel = "PATH",
      description = "The key in PEM (default: it stands in the certificate's file).")
  @Nullable Path keyFile;

  @Option(
      names = "--key-password",
      paramLabel = "PASSWORD",
      description = "The password of the key, or of the PKCS#12 file.")
  @Nullable String keyPassword;

  @Option(names = "--tls-control-required", description = "No login without TLS.")
  boolean controlRequired;

  @Option(names = "--tls-data-required", description = "No transfer without TLS.")
  boolean dataRequired;

  @Option(
      names = "--tls-implicit",
      description = "Begin with TLS instead of waiting for AUTH, as is usual on port 990.")
  boolean implicit;

  @Option(
      names = "--tls-resumption",
      paramLabel = "POLICY",
      description =
          "Whether data connections resume the TLS session of their control connection: off,"
              + " offered (default) or required, so that nobody can steal one.")
  String resumption = "offered";

  @Option(
      names = "--tls-client-ca",
      paramLabel = "PATH",
      description = "Ask clients for certificates of the authorities in this PEM file.")
  @Nullable Path clientAuthorities;

  @Option(names = "--tls-client-required", description = "No TLS without a client's certificate.")
  boolean clientRequired;

  @Option(
      names = "--tls-ccc",
      description = "Let clients end TLS on the control connection after the login (CCC).")
  boolean clearCommandChannel;

  @Option(
      names = "--compatibility",
      paramLabel = "NAMES",
      hideParamSyntax = true,
      split = ",",
      description =
          "What is tolerated of old clients: no-close-notify takes uploads that end without the end"
              + " of TLS, so that some that were cut off look whole.")
  List<String> compatibility = List.of();

  void check() {
    boolean more =
        certificateFile != null
            || keyFile != null
            || keyPassword != null
            || controlRequired
            || dataRequired
            || implicit
            || clientAuthorities != null
            || clientRequired
            || clearCommandChannel
            || !compatibility.isEmpty()
            || !resumption.equals("offered");
    if (more && !tls) {
      throw new IllegalArgumentException("options for TLS need --tls, too");
    }
    if (certificateFile == null && (keyFile != null || keyPassword != null)) {
      throw new IllegalArgumentException(
          "a key without its certificate is of no use; name that with --certfile");
    }
    if (clientRequired && clientAuthorities == null) {
      throw new IllegalArgumentException(
          "--tls-client-required needs --tls-client-ca: whose certificates are good?");
    }
    if (!COMPATIBILITY.keySet().containsAll(compatibility)) {
      throw new IllegalArgumentException(
          "--compatibility is "
              + String.join(", ", COMPATIBILITY.keySet())
              + ", not "
              + compatibility);
    }
    if (!RESUMPTION.containsKey(resumption)) {
      throw new IllegalArgumentException(
          "--tls-resumption is off, offered or required, not " + resumption);
    }
  }

  /** What is tolerated of all clients. */
  Set<Compatibility> compatibility() {
    Set<Compatibility> all = EnumSet.noneOf(Compatibility.class);
    COMPATIBILITY.forEach(
        (name, one) -> all.addAll(compatibility.contains(name) ? Set.of(one) : Set.of()));
    return all;
  }

  /**
   * How the server uses TLS, if it does.
   *
   * @param names names and addresses of the server, for a certificate that is made
   */
  Optional<TlsPolicy> policy(List<String> names) {
    if (!tls) {
      return Optional.empty();
    }
    Optional<Certificates.Source> source =
        Optional.ofNullable(certificateFile)
            .map(
                file ->
                    new Certificates.Source(
                        file, Optional.ofNullable(keyFile), Optional.ofNullable(keyPassword)));
    Certificates certificates =
        Certificates.load(
            new Certificates.Settings(
                source, List.of(), Optional.ofNullable(clientAuthorities), names));
    log();
    certificates.log();
    ClientCertificates clients =
        clientAuthorities == null
            ? ClientCertificates.NONE
            : clientRequired ? ClientCertificates.REQUIRED : ClientCertificates.OPTIONAL;
    return Optional.of(
        TlsPolicy.offered(certificates.keys())
            .implicit(implicit)
            .controlRequired(controlRequired)
            .dataRequired(dataRequired)
            .clientCertificates(clients)
            .resumption(RESUMPTION.getOrDefault(resumption, Resumption.OFFERED))
            .clearCommandChannel(clearCommandChannel));
  }

  /** The logger is made here: made with the class, it would come before -D is known. */
  private void log() {
    Logger log = LoggerFactory.getLogger(TlsOptions.class);
    log.info(
        "TLS: {}, login {}, transfers {}",
        implicit ? "implicit" : "explicit (AUTH TLS)",
        controlRequired || implicit ? "only under TLS" : "also in clear",
        dataRequired ? "only under TLS" : "as the client likes");
  }
}
