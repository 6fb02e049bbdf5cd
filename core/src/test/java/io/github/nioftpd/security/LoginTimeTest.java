package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.event.FtpEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Neither text nor time of a failed login reveals whether the user exists, and an empty password is
 * never accepted.
 */
@DisplayName("What a failed login discloses; empty names and passwords")
final class LoginTimeTest {

  private static final long DELAY = 60_000_000;

  /**
   * An authenticator that takes 20 ms longer for existing users, as one that hashes passwords
   * might.
   */
  private static Optional<Account> slow(Credentials credentials) {
    if (credentials.user().equals("known")) {
      long end = System.nanoTime() + 20_000_000;
      while (System.nanoTime() - end < 0) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
    }
    return Optional.empty();
  }

  private static TestFtp start(Duration delay, Authenticator authenticator) throws IOException {
    Limits limits = Limits.DEFAULT.loginDelay(delay).loginAttempts(1_000);
    return TestFtp.start(builder -> builder.limits(limits).authenticator(authenticator));
  }

  private static long time(RawClient client, String user) throws IOException {
    assertThat(client.command("USER " + user)).isEqualTo("331 Password required.");
    long began = System.nanoTime();
    assertThat(client.command("PASS wrong")).isEqualTo("530 Login incorrect.");
    return System.nanoTime() - began;
  }

  @Test
  @DisplayName("200 logins of known and unknown users take the same time")
  void theTimeDoesNotRevealUsers() throws IOException {
    List<Long> known = new ArrayList<>();
    List<Long> unknown = new ArrayList<>();
    try (TestFtp ftp = start(Duration.ofNanos(DELAY), LoginTimeTest::slow);
        RawClient client = ftp.connect()) {
      for (int i = 0; i < 100; i++) {
        known.add(time(client, "known"));
        unknown.add(time(client, "unknown"));
      }
    }
    // medians are stable on a busy machine; the bound is a third of the authenticator's difference
    double difference = Math.abs(median(known) - median(unknown));
    assertThat(difference).isLessThan(20_000_000 / 3.0);
    assertThat(known.stream().mapToLong(Long::longValue).min().orElseThrow())
        .isGreaterThanOrEqualTo(DELAY);
  }

  private static double median(List<Long> times) {
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    return Arrays.stream(sorted, sorted.length / 2 - 1, sorted.length / 2 + 1).average().orElse(0);
  }

  @Test
  @DisplayName("An authenticator slower than the delay is answered a whole delay later")
  void aSlowAuthenticatorDoesNotRevealUsers() throws IOException {
    try (TestFtp ftp = start(Duration.ofMillis(15), LoginTimeTest::slow);
        RawClient client = ftp.connect()) {
      assertThat(time(client, "known")).isGreaterThanOrEqualTo(30_000_000);
    }
  }

  @Test
  @DisplayName("An authenticator that fails takes its time as well")
  void aFailureOfTheAuthenticatorIsDelayedToo() throws IOException {
    Authenticator broken =
        credentials -> {
          throw new IOException("the directory is down");
        };
    try (TestFtp ftp = start(Duration.ofMillis(300), broken);
        RawClient client = ftp.connect()) {
      client.command("USER user");
      long began = System.nanoTime();
      client.say("PASS x").expect(451);
      assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(300_000_000);
    }
  }

  @Test
  @DisplayName("An empty name, an empty password, a password without a name")
  void emptyNamesAndPasswordsAreRefused() throws IOException {
    List<Credentials> asked = new ArrayList<>();
    Authenticator authenticator =
        credentials -> {
          asked.add(credentials);
          Credentials.Password login = (Credentials.Password) credentials;
          return login.password().equals("secret") && login.user().equals("user")
              ? Optional.of(Account.of("user", TestFtp.memory(), Permission.all()))
              : Optional.empty();
        };
    try (TestFtp ftp = start(Duration.ofMillis(1), authenticator);
        RawClient client = ftp.connect()) {
      client.say("USER").expect(501);
      client.say("PASS").expect(503);
      client.say("PASS secret").expect(503);
      assertThat(asked).isEmpty();
      for (String line : List.of("PASS", "PASS ", "PASS  ", "PASS \t", "PASS secret ")) {
        client.say("USER user").expect(331);
        assertThat(client.command(line)).as("[" + line + "]").startsWith("530 ");
        assertThat(client.command("PASS secret")).as("the name is forgotten").startsWith("503 ");
      }
      client.say("USER  ").expect(331);
      client.say("PASS secret").expect(530);
      client.say("PWD").expect(530);
      assertThat(ftp.events()).noneMatch(FtpEvent.LoggedIn.class::isInstance);
    }
  }
}
