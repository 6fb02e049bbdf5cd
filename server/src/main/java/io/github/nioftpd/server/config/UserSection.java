package io.github.nioftpd.server.config;

import java.util.List;
import java.util.Optional;

/** A user. */
public record UserSection(
    @Key("The hash that 'nioftpd password' prints, or plain: and the password itself.")
        Optional<Secret> password,
    @Key(value = "The certificate that logs this user in.") Optional<ClientCertificate> certificate,
    @Key("The groups this user belongs to; the first that says something counts.")
        List<String> groups,
    @Inline ProfileSection profile) {

  /** What a certificate of a client has to be. */
  public record ClientCertificate(
      @Key("The whole subject, such as CN=bob,O=Example.") Optional<String> subject,
      @Key("The SHA-256 fingerprint, in hexadecimal digits.") Optional<String> fingerprint) {}
}
