package io.github.nioftpd.server.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileSystems;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The library and the program accept each other's hashes. */
final class LibraryHashTest {

  @Test
  void theProgramAcceptsAHashOfTheLibrary() {
    PasswordHash hash = PasswordHash.parse(Authenticator.passwordHash("s3crët"));
    assertThat(hash.matches("s3crët")).isTrue();
    assertThat(hash.matches("s3cret")).isFalse();
  }

  @Test
  void theLibraryAcceptsAHashOfTheProgram() throws IOException {
    Authenticator users =
        Authenticator.of(Map.of("bob", Algorithm.PBKDF2.hash("s3crët")), FileSystems.getDefault());
    InetAddress address = InetAddress.getLoopbackAddress();
    assertThat(users.authenticate(new Credentials.Password("bob", "s3crët", address))).isPresent();
    assertThat(users.authenticate(new Credentials.Password("bob", "s3cret", address))).isEmpty();
  }
}
