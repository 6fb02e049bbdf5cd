package io.github.nioftpd.server.config;

import java.util.List;
import java.util.Optional;

/** A user. */
public record UserSection(
    @Key("Password hash as printed by 'nioftpd password', or plain: followed " + "by the password.")
        Optional<Secret> password,
    @Key(value = "Client certificate that authenticates this user instead of a " + "password.")
        Optional<ClientCertificate> certificate,
    @Key("Groups of this user; for each setting, the first group that has it " + "is used.")
        List<String> groups,
    @Inline ProfileSection profile) {

  /** Conditions for a client certificate. */
  public record ClientCertificate(
      @Key("Subject of the certificate, such as CN=bob,O=Example.") Optional<String> subject,
      @Key("SHA-256 fingerprint in hexadecimal digits.") Optional<String> fingerprint) {}
}
