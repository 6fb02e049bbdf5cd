package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.TestFtp;
import io.github.nioftpd.TestTls;
import io.github.nioftpd.TlsClient;
import io.github.nioftpd.config.TlsKeys;
import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.config.TlsPolicy.Resumption;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Another client at the same address, for example behind a NAT, cannot take a data connection. */
@DisplayName("Theft of a data connection from the same address")
final class TlsTheftTest {

  private static final byte[] SECRET = "for the owner alone".getBytes();

  /** Both TLS versions, with a key of each type. */
  private static Stream<Arguments> cases() {
    return TestTls.versions().stream()
        .flatMap(
            version -> Stream.of("server.p12", "other.p12").map(k -> Arguments.of(version, k)));
  }

  private static TestFtp start(String store) throws Exception {
    TlsKeys keys = TlsKeys.of(TestTls.store(store), TestTls.password());
    return TestTls.start(policy -> TlsPolicy.required(keys).resumption(Resumption.REQUIRED));
  }

  private static void refusedWith522(TlsClient owner) throws IOException {
    owner.expect(150);
    owner.expect(522);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aNewTlsSessionIsRefusedAndTheOwnerContinues(String version, String key) throws Exception {
    try (TestFtp ftp = start(key);
        TlsClient owner = TlsClient.login(ftp, version)) {
      Files.write(ftp.path("/secret"), SECRET);
      for (int i = 0; i < 3; i++) {
        int port = owner.raw().passivePort();
        owner.raw().send("RETR secret\r\n");
        try (Socket thief = owner.dial(port)) {
          assertThatThrownBy(() -> owner.secureAfresh(thief)).isInstanceOf(IOException.class);
        }
        refusedWith522(owner);
        assertThat(owner.download("RETR secret")).isEqualTo(SECRET);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theTlsSessionOfAnotherControlConnectionIsRefused(String version, String key)
      throws Exception {
    try (TestFtp ftp = start(key);
        TlsClient owner = TlsClient.login(ftp, version);
        TlsClient other = TlsClient.login(ftp, version)) {
      Files.write(ftp.path("/secret"), SECRET);
      int port = owner.raw().passivePort();
      owner.raw().send("RETR secret\r\n");
      try (Socket thief = owner.dial(port)) {
        assertThatThrownBy(() -> other.secure(thief)).isInstanceOf(IOException.class);
      }
      refusedWith522(owner);
      assertThat(owner.download("RETR secret")).isEqualTo(SECRET);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aStolenUploadReplacesNothing(String version, String key) throws Exception {
    try (TestFtp ftp = start(key);
        TlsClient owner = TlsClient.login(ftp, version)) {
      Files.write(ftp.path("/new"), new byte[0]);
      int port = owner.raw().passivePort();
      owner.raw().send("STOR new\r\n");
      try (Socket thief = owner.dial(port)) {
        assertThatThrownBy(
                () -> {
                  SSLSocket tls = owner.secureAfresh(thief);
                  tls.getOutputStream().write(SECRET);
                  tls.close();
                })
            .isInstanceOf(IOException.class);
      }
      refusedWith522(owner);
      assertThat(Files.size(ftp.path("/new"))).isZero();
      owner.upload("STOR new", SECRET);
      assertThat(Files.readAllBytes(ftp.path("/new"))).isEqualTo(SECRET);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inClearNothingIsHeard(String version, String key) throws Exception {
    try (TestFtp ftp = start(key);
        TlsClient owner = TlsClient.login(ftp, version)) {
      Files.write(ftp.path("/secret"), SECRET);
      int port = owner.raw().passivePort();
      owner.raw().send("RETR secret\r\n");
      try (Socket thief = owner.dial(port)) {
        thief.getOutputStream().write("give me the file\r\n".getBytes());
        assertThat(new String(thief.getInputStream().readAllBytes())).doesNotContain("owner");
      } catch (IOException e) {
        // reset, which is as good
      }
      owner.expect(150);
      owner.expect(425);
    }
  }
}
