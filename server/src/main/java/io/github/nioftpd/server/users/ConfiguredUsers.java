package io.github.nioftpd.server.users;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.ProfileSection;
import io.github.nioftpd.server.config.UserSection;
import io.github.nioftpd.server.config.UserSection.ClientCertificate;
import io.github.nioftpd.server.password.PasswordHash;
import io.github.nioftpd.server.password.Verification;
import io.github.nioftpd.server.tls.Certificates;
import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * The users of the configuration. An unknown user takes as much time as a known one: the password
 * is compared with the hash of another user, always the same one for the same name. Safe for use by
 * several threads.
 */
public final class ConfiguredUsers implements Authenticator {

  private final Map<String, Known> users = new HashMap<>();
  private final List<PasswordHash> decoys = new ArrayList<>();
  private final Verification verification;
  private final AccountBuilder profiles;
  private final int seed = new SecureRandom().nextInt();

  /** A user. */
  private record Known(
      Optional<PasswordHash> password,
      Optional<ClientCertificate> certificate,
      ProfileSection profile) {

    /** Whether a certificate, which TLS has found good, is the user's. */
    boolean owns(Credentials.Certificate shown) {
      X509Certificate own = shown.chain().getFirst();
      return certificate
          .filter(expected -> expected.subject().isPresent() || expected.fingerprint().isPresent())
          .filter(expected -> expected.subject().map(name -> isSubject(own, name)).orElse(true))
          .filter(expected -> expected.fingerprint().map(sum -> isPrint(own, sum)).orElse(true))
          .isPresent();
    }

    private static boolean isSubject(X509Certificate certificate, String name) {
      return certificate.getSubjectX500Principal().equals(new X500Principal(name));
    }

    private static boolean isPrint(X509Certificate certificate, String sum) {
      return Certificates.fingerprint(certificate)
          .replace(":", "")
          .equalsIgnoreCase(sum.replace(":", ""));
    }
  }

  public ConfiguredUsers(
      Configuration configuration, Verification verification, AccountBuilder profiles) {
    this.verification = verification;
    this.profiles = profiles;
    configuration.users().forEach((name, user) -> add(configuration, name, user));
  }

  private void add(Configuration configuration, String name, UserSection user) {
    Optional<PasswordHash> password =
        user.password().map(secret -> PasswordHash.parse(secret.value()));
    users.put(name, new Known(password, user.certificate(), configuration.profile(name)));
    password.ifPresent(decoys::add);
  }

  @Override
  public Optional<Account> authenticate(Credentials credentials) throws IOException {
    Optional<Known> known =
        Optional.ofNullable(users.get(credentials.user()))
            .filter(user -> !profiles.refuses(user.profile, credentials));
    boolean proved =
        switch (credentials) {
          case Credentials.Password given -> isRight(given, known.flatMap(Known::password));
          case Credentials.Certificate shown -> known.filter(user -> user.owns(shown)).isPresent();
        };
    return proved && known.isPresent()
        ? Optional.of(profiles.account(credentials.user(), known.get().profile))
        : Optional.empty();
  }

  private boolean isRight(Credentials.Password given, Optional<PasswordHash> password)
      throws IOException {
    Optional<PasswordHash> compared = password.or(() -> decoy(given.user()));
    boolean matches =
        compared.isPresent() && verification.matches(given.password(), compared.get());
    return matches && password.isPresent();
  }

  private Optional<PasswordHash> decoy(String name) {
    if (decoys.isEmpty()) {
      return Optional.empty();
    }
    int mixed = (name.hashCode() ^ seed) * 0x9E3779B1;
    return Optional.of(decoys.get(Math.floorMod(mixed ^ (mixed >>> 16), decoys.size())));
  }
}
