package io.github.nioftpd.server.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Hashes of other programs and our own. */
final class PasswordHashTest {

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void aHashMatchesItsPasswordAndNoOther(Algorithm algorithm) {
    String text = algorithm.hash("pässwörd €");
    PasswordHash hash = PasswordHash.parse(text);
    assertThat(hash.matches("pässwörd €")).isTrue();
    assertThat(hash.matches("passwörd €")).isFalse();
    assertThat(hash.matches("")).isFalse();
    assertThat(algorithm.hash("pässwörd €")).isNotEqualTo(text);
    assertThat(hash).hasToString("****");
  }

  /** The first two are from libxcrypt by way of Python's crypt, PBKDF2 from its hashlib. */
  @ParameterizedTest
  @CsvSource({
    "rasmuslerdorf, $2y$07$BCryptRequires22Chrcte/VlQH0piJtjXl.0t1XkA8pw9dMXTpOq",
    "pässwörd, $2b$04$abcdefghijklmnopqrstuuyx2n0Zzopyr9QuYTMCfOJJOj526QVoC",
    "pässwörd,"
        + " $pbkdf2-sha256$1000$MDEyMzQ1Njc4OWFiY2RlZg$Kfxd4gVEVJAUWyEM9/KuB1B0aQFq+qVyrFi44QnyZ4k=",
    "pässwörd,"
        + " $pbkdf2-sha256$1000$MDEyMzQ1Njc4OWFiY2RlZg$Kfxd4gVEVJAUWyEM9/KuB1B0aQFq.qVyrFi44QnyZ4k",
    "secret,"
        + " $pbkdf2-sha512$1000$MDEyMzQ1Njc4OWFiY2RlZg==$vgFvU7zWIDgDAUi7d8ayt+cfRiPWVVWfv8iQRsGZaZviWzsSNgWYXEE5PmvI/VELMsOmEbqLz0PKuePNjOk41A==",
    "secret, plain:secret",
  })
  void hashesOfOtherProgramsAreAccepted(String password, String hash) {
    assertThat(PasswordHash.parse(hash).matches(password)).isTrue();
    assertThat(PasswordHash.parse(hash).matches(password + "x")).isFalse();
    assertThat(PasswordHash.parse(hash).matches(password.toUpperCase(java.util.Locale.ROOT)))
        .isFalse();
    assertThat(PasswordHash.parse(hash).matches("")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', not a password hash",
    "secret, not a password hash",
    "plain:, the password is empty",
    "$1$salt$hash, unsupported hash",
    "$6$salt$hash, unsupported hash",
    "$y$j9T$salt$hash, unsupported hash",
    "$2b$10$short, invalid bcrypt hash",
    "$2b$31$abcdefghijklmnopqrstuuyx2n0Zzopyr9QuYTMCfOJJOj526QVoC, between 4 and 16",
    "'$argon2id$v=19$m=99999999,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA', between 8 and"
        + " 262144",
    "'$argon2id$v=19$m=19456,t=0,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA', its passes between 1 and"
        + " 100",
    "'$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$', invalid argon2id hash",
    "$pbkdf2-sha256$1$MDEyMzQ1Njc4OWFiY2RlZg$Kfxd4gVEVJAUWyEM9/KuB1B0aQFq, between 1000",
    "$pbkdf2-sha1$1000$MDEyMzQ1Njc4OWFiY2RlZg$Kfxd4gVEVJAUWyEM9, invalid PBKDF2 hash",
  })
  void anInvalidHashIsRefusedWithoutShowingIt(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PasswordHash.parse(text))
        .withMessageContaining(reason)
        .satisfies(e -> assertThat(text.isEmpty() || !e.getMessage().contains(text)).isTrue());
  }

  @Test
  void aHashOfTheEmptyPasswordNeverMatches() {
    assertThat(PasswordHash.parse(Algorithm.BCRYPT.hash("")).matches("")).isFalse();
  }

  @Test
  void bcryptRefusesPasswordsItWouldTruncate() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Algorithm.BCRYPT.hash("é".repeat(37)))
        .withMessageContaining("72 bytes");
  }
}
