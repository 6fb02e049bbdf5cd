package io.github.nioftpd.server.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.server.config.LdapSettings;
import io.github.nioftpd.server.config.LdapSettings.AttributesSection;
import io.github.nioftpd.server.config.LdapSettings.Encryption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LDAP servers that answer too slowly, or not at all. */
final class SlowLdapServerTest {

  private static final Credentials ALICE =
      new Credentials.Password("alice", "wonder land", InetAddress.getLoopbackAddress());

  private static LdapAuthenticator authenticator(
      String url, Encryption encryption, Duration timeout) {
    LdapSettings settings =
        new LdapSettings(
            List.of(url),
            encryption,
            Optional.empty(),
            Optional.of("uid={user},ou=people,dc=example,dc=org"),
            Optional.empty(),
            Optional.empty(),
            new AttributesSection(Optional.empty(), Optional.empty()),
            timeout);
    return new LdapAuthenticator(
        settings,
        (name, attributes) -> {
          throw new AssertionError("logged in");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "UNLESS_LOCAL, ''",
    "REQUIRED, ''",
    "REQUIRED, 300c02010178070a010004000400", // accepts StartTLS, then sends nothing
  })
  void aSilentServerTimesOut(Encryption encryption, String answer) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread server = Thread.ofVirtual().start(() -> answerAll(silent, answer));
      LdapAuthenticator authenticator =
          authenticator(
              "ldap://localhost:" + silent.getLocalPort(), encryption, Duration.ofMillis(300));
      long began = System.nanoTime();
      assertThatThrownBy(() -> authenticator.authenticate(ALICE)).isInstanceOf(IOException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
      silent.close();
      server.join();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ldaps, '', 16030340000200000000", // begins a record of 16 KiB and sends it byte by byte
    "ldap, 300c02010178070a010004000400, 16030340000200000000", // the same after StartTLS
  })
  void aSlowHandshakeTimesOut(String scheme, String first, String begin) throws Exception {
    try (ServerSocket dripping = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread server = Thread.ofVirtual().start(() -> drip(dripping, first, begin));
      LdapAuthenticator authenticator =
          authenticator(
              scheme + "://localhost:" + dripping.getLocalPort(),
              Encryption.REQUIRED,
              Duration.ofMillis(500));
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () ->
              assertThatThrownBy(() -> authenticator.authenticate(ALICE))
                  .isInstanceOf(IOException.class)
                  .hasMessageContaining("timeout"));
      dripping.close();
      server.join();
    }
  }

  /** Replies to the first request, sends a beginning, then a zero byte at intervals. */
  private static void drip(ServerSocket server, String first, String begin) {
    try (Socket client = server.accept()) {
      client.setSoTimeout(100);
      if (!first.isEmpty()) {
        client.getInputStream().read(new byte[1000]);
        client.getOutputStream().write(HexFormat.of().parseHex(first));
      }
      client.getOutputStream().write(HexFormat.of().parseHex(begin));
      while (true) {
        try {
          if (client.getInputStream().read(new byte[1000]) < 0) {
            return;
          }
        } catch (SocketTimeoutException e) {
          client.getOutputStream().write(0);
        }
      }
    } catch (IOException e) {
      // the client closed the connection
    }
  }

  private static void answerAll(ServerSocket server, String answer) {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept(); // never closed, only silent
        client.getOutputStream().write(HexFormat.of().parseHex(answer));
      } catch (IOException e) {
        // the test is over
      }
    }
  }
}
