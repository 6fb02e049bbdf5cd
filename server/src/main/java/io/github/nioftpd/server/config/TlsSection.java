package io.github.nioftpd.server.config;

import java.util.List;
import java.util.Optional;

/** Certificates, protocol versions and cipher suites. */
public record TlsSection(
    @Key(
            value =
                "Certificate and chain in PEM, or a PKCS#12 file that also has the "
                    + "key; default: self-signed, created at start-up.")
        Optional<ExistingFile> certificate,
    @Key(value = "Private key in PEM, encrypted or not; default: in the certificate " + "file.")
        Optional<ExistingFile> key,
    @Key(value = "Password of the private key or of the PKCS#12 file.")
        Optional<Secret> keyPassword,
    @Key(value = "Certificates for other host names, chosen by SNI and HOST.")
        List<CertificateSection> hosts,
    @Key(value = "TLS protocol versions.", otherwise = "TLSv1.2, TLSv1.3") List<String> protocols,
    @Key(value = "Cipher suites by their Java names; default: those of Java.") List<String> ciphers,
    @Key(value = "Certificate authorities for client certificates, in PEM.")
        Optional<ExistingFile> clientCa) {

  /** The versions of a file that names none. */
  public static final List<String> PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");

  /** A certificate with its key. */
  public record CertificateSection(
      @Key(
              "Certificate and chain in PEM, or a PKCS#12 file that also has the "
                  + "key; default: self-signed, created at start-up.")
          ExistingFile certificate,
      @Key("Private key in PEM, encrypted or not; default: in the certificate " + "file.")
          Optional<ExistingFile> key,
      @Key("Password of the private key or of the PKCS#12 file.") Optional<Secret> keyPassword) {}
}
