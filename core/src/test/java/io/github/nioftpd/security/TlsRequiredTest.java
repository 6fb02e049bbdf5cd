package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.TestTls;
import io.github.nioftpd.TlsClient;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.event.FtpEvent;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Required TLS cannot be bypassed. */
@DisplayName("Required TLS")
final class TlsRequiredTest {

  private final List<Credentials> asked = new CopyOnWriteArrayList<>();

  private FtpServer.Builder watched(FtpServer.Builder builder) {
    return builder.authenticator(
        credentials -> {
          asked.add(credentials);
          return Optional.empty();
        });
  }

  @Test
  void aPasswordInClearIsRefusedUnseen() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy.controlRequired(true), this::watched);
        RawClient client = ftp.connect()) {
      for (int i = 0; i < 10; i++) {
        client.say("USER user").expect(530);
        client.say("PASS secret").expect(530);
      }
      assertThat(asked).isEmpty();
      assertThat(ftp.events()).noneMatch(FtpEvent.LoginFailed.class::isInstance);
      assertThat(ftp.events().toString())
          .contains("USER, argument=user", "530", "TLS is required to log in")
          .doesNotContain("secret");
      client.say("FEAT").contains("AUTH TLS");
    }
  }

  @Test
  void afterCccNoOtherUserCanLogIn() throws IOException {
    try (TestFtp ftp =
            TestTls.start(policy -> policy.controlRequired(true).clearCommandChannel(true));
        TlsClient client = TlsClient.login(ftp, "TLSv1.3")) {
      client.say("CCC").expect(200);
      client.unshake();
      client.say("PWD").expect(257);
      client.say("USER user").expect(530);
    }
  }

  @Test
  void theAuthenticatorReceivesWhetherTlsIsActive() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy, this::watched);
        RawClient clear = ftp.connect();
        TlsClient under = TlsClient.explicit(ftp, "TLSv1.3")) {
      clear.command("USER user");
      clear.say("PASS secret").expect(530);
      under.command("USER user");
      under.say("PASS secret").expect(530);
      assertThat(asked)
          .extracting(credentials -> ((Credentials.Password) credentials).encrypted())
          .containsExactly(false, true);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RETR a", "STOR a", "APPE a", "STOU", "LIST", "NLST", "MLSD"})
  void dataInClearIsRefusedAndNothingIsTruncated(String command) throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy.dataRequired(true));
        TlsClient client = TlsClient.explicit(ftp, "TLSv1.3")) {
      Files.writeString(ftp.path("/a"), "content");
      client.logIn();
      client.raw().passivePort();
      client.say(command).expect(521);
      assertThat(ftp.path("/a")).hasContent("content");
      client.protect();
      client.say("PROT C").expect(534);
      assertThat(client.download("RETR a")).hasSize(7);
    }
  }

  @Test
  void anAccountMayRequireTlsWhenItsListenerDoesNot() throws IOException {
    FileSystem files = TestFtp.memory();
    Files.writeString(files.getPath("/a"), "content");
    Account account = Account.of("user", files, Permission.all()).encryptedData(true);
    try (TestFtp ftp =
            TestTls.start(
                policy -> policy, builder -> builder.authenticator(who -> Optional.of(account)));
        TlsClient client = TlsClient.explicit(ftp, "TLSv1.3")) {
      client.logIn();
      client.raw().passivePort();
      client.say("RETR a").expect(521);
      client.protect();
      assertThat(client.download("RETR a")).hasSize(7);
    }
  }
}
