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
    assertThat(new User().run(session, "u")).isEqualTo(Reply.of(331, "Password required."));
    assertThat(session.isLoggedIn()).isFalse();
    assertThat(new Pass().run(session, "right")).isEqualTo(Reply.of(230, "Hello."));
    assertThat(session.isLoggedIn()).isTrue();
    assertThat(sessions.events()).last().isInstanceOf(FtpEvent.LoggedIn.class);
  }

  @Test
  void thePasswordIsTakenAsItIsAndTheAddressIsTold() throws IOException {
    Session session = connected();
    new User().run(session, " u ");
    new Pass().run(session, "  with spaces ");
    assertThat(asked.get())
        .isEqualTo(
            new Credentials.Password(" u ", "  with spaces ", InetAddress.getLoopbackAddress()));
    assertThat(asked.get().toString()).doesNotContain("spaces");
  }

  @Test
  void theThirdWrongPasswordEndsTheSession() throws IOException {
    Session session = connected();
    for (int i = 1; i <= 3; i++) {
      assertThat(new Pass().run(session, "x")).isEqualTo(Reply.of(503, "Send USER first."));
      new User().run(session, "u" + i);
      Outcome outcome = new Pass().run(session, "wrong");
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
  void anAuthenticatorThatFailsLetsNobodyIn() throws IOException {
    Session session =
        new TestSession()
            .authenticator(
                credentials -> {
                  throw new IOException("directory down");
                })
            .connected();
    new User().run(session, "u");
    assertThatThrownBy(() -> new Pass().run(session, "right")).isInstanceOf(IOException.class);
    assertThat(session.isLoggedIn()).isFalse();
  }

  @Test
  void quitSaysTheFarewellOfTheAccount() throws IOException {
    Session session = connected();
    assertThat(new Quit().run(session, "")).isEqualTo(quit("Goodbye."));
    new User().run(session, "u");
    new Pass().run(session, "right");
    assertThat(new Quit().run(session, "")).isEqualTo(quit("Bye."));
    assertThat(sessions.events()).last().isInstanceOf(FtpEvent.LoggedOut.class);
  }

  private static Outcome quit(String text) {
    return new Outcome.Quit(Reply.of(221, text));
  }

  @Test
  void reinAndUserForgetWhatWasSet() throws IOException {
    Session session = sessions.loggedIn(fileSystem, Permission.all());
    new Type().run(session, "I");
    new Rest().run(session, "5");
    new Epsv().run(session, "ALL");
    new Mkd().run(session, "d");
    new Cwd().run(session, "d");
    new Rein().run(session, "");
    assertThat(session.isLoggedIn()).isFalse();
    assertThat(session.parameters().isAscii()).isTrue();
    assertThat(session.parameters().isExtendedOnly()).isFalse();
    assertThat(TestSession.restartOffset(session)).isZero();
    assertThatThrownBy(session::directory).hasMessageStartingWith("530");
  }
}
