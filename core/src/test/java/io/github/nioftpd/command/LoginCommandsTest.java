package io.github.nioftpd.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.TestSession;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileSystem;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoginCommandsTest {

  private final FileSystem fileSystem = TestFtp.memory();
  private final TestSession sessions = new TestSession();
  private final AtomicReference<Credentials> asked = new AtomicReference<>();

  @AfterEach
  void close() throws IOException {
    fileSystem.close();
  }

  private Session connected() {
    return sessions
        .authenticator(
            credentials -> {
              asked.set(credentials);
              return ((Credentials.Password) credentials).password().equals("right")
                  ? Optional.of(
                      Account.of("u", fileSystem, Permission.all())
                          .greeting("Hello.")
                          .farewell("Bye."))
                  : Optional.empty();
            })
        .connected();
  }

  @Test
  void userAndPassLogIn() throws IOException {
    Session session = connected();
    assertThat(TestSession.run(session, new User(), "u"))
        .isEqualTo(Reply.of(331, "Password required."));
    assertThat(session.isLoggedIn()).isFalse();
    assertThat(TestSession.run(session, new Pass(), "right")).isEqualTo(Reply.of(230, "Hello."));
    assertThat(session.isLoggedIn()).isTrue();
    assertThat(sessions.events()).last().isInstanceOf(FtpEvent.LoggedIn.class);
  }

  @Test
  void thePasswordIsUnchangedAndTheAddressIsPassed() throws IOException {
    Session session = connected();
    TestSession.run(session, new User(), " u ");
    TestSession.run(session, new Pass(), "  with spaces ");
    assertThat(asked.get())
        .isEqualTo(
            new Credentials.Password(" u ", "  with spaces ", InetAddress.getLoopbackAddress()));
    assertThat(asked.get().toString()).doesNotContain("spaces");
  }

  @Test
  void theThirdWrongPasswordEndsTheSession() throws IOException {
    Session session = connected();
    for (int i = 1; i <= 3; i++) {
      assertThat(TestSession.run(session, new Pass(), "x"))
          .isEqualTo(Reply.of(503, "Send USER first."));
      TestSession.run(session, new User(), "u" + i);
      Outcome outcome = TestSession.run(session, new Pass(), "wrong");
      if (i < 3) {
        assertThat(outcome).isEqualTo(Reply.of(530, "Login incorrect."));
      } else {
        assertThat(outcome).isInstanceOf(Outcome.Quit.class);
      }
    }
    assertThat(sessions.events())
        .extracting(event -> ((FtpEvent.LoginFailed) event).name())
        .containsExactly("u1", "u2", "u3");
  }

  @Test
  void aFailingAuthenticatorRefusesLogins() throws IOException {
    Session session =
        new TestSession()
            .authenticator(
                credentials -> {
                  throw new IOException("directory down");
                })
            .connected();
    TestSession.run(session, new User(), "u");
    assertThatThrownBy(() -> TestSession.run(session, new Pass(), "right"))
        .isInstanceOf(IOException.class);
    assertThat(session.isLoggedIn()).isFalse();
  }

  @Test
  void quitSendsTheFarewellOfTheAccount() throws IOException {
    Session session = connected();
    assertThat(TestSession.run(session, new Quit(), "")).isEqualTo(quit("Goodbye."));
    TestSession.run(session, new User(), "u");
    TestSession.run(session, new Pass(), "right");
    assertThat(TestSession.run(session, new Quit(), "")).isEqualTo(quit("Bye."));
    assertThat(sessions.events()).last().isInstanceOf(FtpEvent.LoggedOut.class);
  }

  private static Outcome quit(String text) {
    return new Outcome.Quit(Reply.of(221, text));
  }

  @Test
  void reinAndUserResetSettings() throws IOException {
    Session session = sessions.loggedIn(fileSystem, Permission.all());
    TestSession.run(session, new Type(), "I");
    TestSession.run(session, new Rest(), "5");
    TestSession.run(session, new Epsv(), "ALL");
    TestSession.run(session, new Mkd(), "d");
    TestSession.run(session, new Cwd(), "d");
    TestSession.run(session, new Rein(), "");
    assertThat(session.isLoggedIn()).isFalse();
    assertThat(session.parameters().isAscii()).isTrue();
    assertThat(session.parameters().isExtendedOnly()).isFalse();
    assertThat(TestSession.restartOffset(session)).isZero();
    assertThatThrownBy(session::directory).hasMessageStartingWith("530");
  }
}
