package io.github.nioftpd.server.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.fs.local.LocalBackend;
import io.github.nioftpd.server.config.PamSettings;
import io.github.nioftpd.server.config.Umask;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** System users of this machine log in with PAM rules of this test. */
@DisplayName("System users, their passwords and user lists")
@NeedsPrograms({"useradd", "userdel", "chpasswd", "passwd"})
class PamAuthenticatorTest {

  private static final Path RULES = Path.of("/etc/pam.d");

  @TempDir static Path directory;

  private static TestUsers users;
  private static SystemUser alice;
  private static SystemUser bob;
  private static String service;
  private static FileSystem world;

  private final Map<String, String> seen = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    users = new TestUsers(directory);
    alice = users.user("a", "/bin/sh");
    bob = users.user("b", "/usr/sbin/nologin");
    users.password(alice, "wonder länd");
    users.password(bob, "builder");
    service = rules("", "auth required pam_unix.so nullok\naccount required pam_unix.so\n");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    world = new LocalBackend().open(directory.toUri(), Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    if (users != null) {
      users.close();
      world.close();
    }
  }

  private static String rules(String suffix, String text) throws IOException {
    String name = alice.name() + suffix;
    users.atTheEnd(() -> Files.delete(RULES.resolve(name)));
    Files.writeString(RULES.resolve(name), text);
    return name;
  }

  private static final Path NONE = Path.of("/no/such/file");

  private static PamSettings settings() {
    return lists(List.of(), List.of());
  }

  private static PamSettings lists(List<String> allowed, List<String> rejected) {
    return new PamSettings(service, allowed, rejected, NONE, true, false, new Umask(0022));
  }

  private Optional<Account> login(PamSettings settings, String user, String password)
      throws IOException {
    return new PamAuthenticator(settings, this::account)
        .authenticate(new Credentials.Password(user, password, InetAddress.getLoopbackAddress()));
  }

  private Account account(String name, Map<String, String> attributes) {
    seen.putAll(attributes);
    return Account.of(name, world, Permission.all());
  }

  @Test
  void theRightPasswordLogsIn() throws IOException {
    assertThat(login(settings(), alice.name(), "wonder länd").orElseThrow().name())
        .isEqualTo(alice.name());
    assertThat(seen).containsEntry("home", alice.home());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wonder", "wonder länd ", "wonder länd\0x", "x"})
  void aWrongPasswordIsRefused(String password) throws IOException {
    assertThat(login(settings(), alice.name(), password)).isEmpty();
  }

  @Test
  void aPasswordLongerThanPamAcceptsIsRefused() throws IOException {
    assertThat(login(settings(), alice.name(), "x".repeat(100_000))).isEmpty();
  }

  @Test
  @DisplayName("An account without a password accepts no password")
  void anAccountWithoutAPasswordIsRefused() throws Exception {
    SystemUser open = users.user("o", "/bin/sh");
    users.withoutPassword(open);
    assertThat(login(settings(), open.name(), "")).isEmpty();
    assertThat(login(settings(), open.name(), "x")).isEmpty();
  }

  @Test
  void aShellThatIsNotInTheListDisablesAnAccount() throws IOException {
    assertThat(login(settings(), bob.name(), "builder")).isEmpty();
    PamSettings any =
        new PamSettings(service, List.of(), List.of(), NONE, false, false, new Umask(0022));
    assertThat(login(any, bob.name(), "builder")).isPresent();
  }

  @Test
  void listsAllowAndDenyUsers() throws IOException {
    String name = alice.name();
    assertThat(login(lists(List.of(name), List.of()), name, "wonder länd")).isPresent();
    assertThat(login(lists(List.of("other"), List.of()), name, "wonder länd")).isEmpty();
    assertThat(login(lists(List.of(), List.of(name)), name, "wonder länd")).isEmpty();
    assertThat(login(lists(List.of(name), List.of(name)), name, "wonder länd")).isEmpty();
  }

  @Test
  void aFileOfNamesDeniesUsers() throws IOException {
    Path file = directory.resolve("ftpusers");
    PamSettings settings =
        new PamSettings(service, List.of(), List.of(), file, true, false, new Umask(0022));
    assertThat(login(settings, alice.name(), "wonder länd")).isPresent();
    Files.writeString(file, "# nobody of these\nroot\n" + alice.name() + " # nor her\n");
    assertThat(login(settings, alice.name(), "wonder länd")).isEmpty();
    Files.delete(file);
  }

  @Test
  void rootNeverLogsIn() throws IOException {
    String anybody = rules("-any", "auth required pam_permit.so\naccount required pam_permit.so\n");
    PamSettings settings =
        new PamSettings(anybody, List.of(), List.of(), NONE, false, false, new Umask(0022));
    assertThat(login(settings, alice.name(), "whatever")).isPresent();
    assertThat(login(settings, "root", "whatever")).isEmpty();
  }

  @Test
  void failingPamRulesAreAFailureOfTheServer() throws IOException {
    String broken = rules("-no", "auth required no-such-module.so\n");
    PamSettings settings =
        new PamSettings(broken, List.of(), List.of(), NONE, true, false, new Umask(0022));
    assertThatThrownBy(() -> login(settings, alice.name(), "wonder länd"))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("wonder");
  }

  @Test
  @DisplayName(
      "An unknown user is refused after the same time as a wrong password and delays no one else")
  void delaysOfPamDelayNoOtherClient() throws Exception {
    long began = System.nanoTime();
    PamAuthenticator authenticator = new PamAuthenticator(settings(), this::account);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Duration>> guesses =
          IntStream.range(0, 100)
              .mapToObj(i -> i % 2 == 0 ? alice.name() : "nobody-of-this-name")
              .map(name -> clients.submit(() -> refusal(authenticator, name)))
              .toList();
      for (Future<Duration> guess : guesses) {
        // pam_unix requests 2 seconds, plus or minus a half
        assertThat(guess.get()).isGreaterThan(Duration.ofMillis(900));
      }
    }
    // on 16 threads, each delayed by 2 seconds, they would take 12
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
  }

  private static Duration refusal(PamAuthenticator authenticator, String name) throws IOException {
    long began = System.nanoTime();
    assertThat(
            authenticator.authenticate(
                new Credentials.Password(name, "wrong", InetAddress.getLoopbackAddress())))
        .isEmpty();
    return Duration.ofNanos(System.nanoTime() - began);
  }

  @Test
  void sessionsUseTheIdsOfTheirUser() throws Exception {
    PamSettings settings =
        new PamSettings(service, List.of(), List.of(), NONE, true, true, new Umask(0077));
    PamAuthenticator authenticator = new PamAuthenticator(settings, this::account);
    try (TestFtp ftp = TestFtp.start(builder -> builder.authenticator(authenticator));
        RawClient client = ftp.connect()) {
      client.command("USER " + alice.name());
      client.say("PASS wonder länd").expect(230);
      client.upload("STOR hers", new byte[3]);
      client.passivePort();
      Files.writeString(directory.resolve("roots"), "x");
      Files.setPosixFilePermissions(
          directory.resolve("roots"), PosixFilePermissions.fromString("rw-------"));
      client.say("RETR roots").expect(550);
    }
    Path file = directory.resolve("hers");
    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo((int) alice.uid());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void invalidSettingsAreReportedInOneSentence() {
    for (String name : List.of("", "../x", "a/b", "A b")) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new PamSettings(name, List.of(), List.of(), NONE, true, false, new Umask(0022)));
    }
  }
}
