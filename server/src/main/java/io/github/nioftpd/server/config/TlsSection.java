package io.github.nioftpd.server.config;

import java.util.List;
import java.util.Optional;

/** How TLS is spoken. */
public record TlsSection(
    @Key(value = "The certificate and its chain: PEM, or PKCS#12 with the key in it.")
        Optional<ExistingFile> certificate,
    @Key(value = "The key of the certificate: PEM, encrypted or not.") Optional<ExistingFile> key,
    @Key(value = "The password of the key or of the PKCS#12 file.") Optional<Secret> keyPassword,
    @Key(value = "Certificates for other names, chosen by SNI and HOST.")
        List<CertificateSection> hosts,
    @Key(value = "The versions of TLS.", otherwise = "TLSv1.2, TLSv1.3") List<String> protocols,
    @Key(value = "The cipher suites by their names in Java; by default those of Java.")
        List<String> ciphers,
    @Key(value = "Who signs the certificates of clients: PEM.") Optional<ExistingFile> clientCa) {

  /** The versions of a file that names none. */
  public static final List<String> PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");

  /** A certificate with its key. */
  public record CertificateSection(
      @Key("The certificate and its chain: PEM, or PKCS#12 with the key in it.")
          ExistingFile certificate,
      @Key("The key of the certificate: PEM, encrypted or not.") Optional<ExistingFile> key,
      @Key("The password of the key or of the PKCS#12 file.") Optional<Secret> keyPassword) {}
}
