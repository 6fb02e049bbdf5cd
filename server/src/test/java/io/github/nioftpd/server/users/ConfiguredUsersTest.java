package io.github.nioftpd.server.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.binding.ConfigurationFile;
import io.github.nioftpd.server.homes.Homes;
import io.github.nioftpd.server.password.Algorithm;
import io.github.nioftpd.server.password.Verification;
import io.github.nioftpd.server.run.ServerAssembly;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins of users in a configuration file, and their homes. */
final class ConfiguredUsersTest {

  @TempDir Path directory;
  private final Homes homes = new Homes();
  private final Verification verification = new Verification();

  @AfterEach
  void close() {
    homes.close();
    verification.close();
  }

  private Configuration configuration(String text) throws Exception {
    return ConfigurationFile.load(Files.writeString(directory.resolve("f.yaml"), text));
  }

  private ConfiguredUsers users(String text) throws Exception {
    Configuration configuration = configuration(text);
    Instant noon = Instant.parse("2026-11-23T12:00:00Z");
    return new ConfiguredUsers(
        configuration, verification, new AccountBuilder(homes, configuration.files(), () -> noon));
  }

  private static Optional<Account> login(ConfiguredUsers users, String name, String password)
      throws IOException {
    return users.authenticate(
        new Credentials.Password(name, password, InetAddress.getLoopbackAddress()));
  }

  @Test
  void anUnknownUserCostsOneComparisonLikeAKnownOne() throws Exception {
    ConfiguredUsers users =
        users(
            "users: {bob: {home: 'memory:', password: '" + Algorithm.BCRYPT.hash("secret") + "'}}");
    List<Long> known = new ArrayList<>();
    List<Long> unknown = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      known.add(time(users, "bob"));
      unknown.add(time(users, "nobody" + i));
    }
    long a = known.stream().sorted().toList().get(7);
    long b = unknown.stream().sorted().toList().get(7);
    assertThat((double) b / a).as("%d against %d ns", b, a).isBetween(0.5, 2.0);
  }

  private static long time(ConfiguredUsers users, String name) throws IOException {
    long begin = System.nanoTime();
    assertThat(login(users, name, "wrong")).isEmpty();
    return System.nanoTime() - begin;
  }

  @Test
  void anEmptyPasswordIsRefused() throws Exception {
    ConfiguredUsers users =
        users("users: {bob: {home: 'memory:', password: '" + Algorithm.BCRYPT.hash("") + "'}}");
    assertThat(login(users, "bob", "")).isEmpty();
    assertThat(login(users, "", "")).isEmpty();
  }

  @Test
  void anExpiredUserCannotLogInFromTheNextDayOn() throws Exception {
    ConfiguredUsers users =
        users(
            """
            users:
              past: {home: "memory:", password: "plain:x", expires: 2026-11-22}
              last: {home: "memory:", password: "plain:x", expires: 2026-11-23}
            """);
    assertThat(login(users, "past", "x")).isEmpty();
    assertThat(login(users, "last", "x")).isPresent();
    assertThat(homes.open()).as("no home is opened for an expired user").isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' or 1=1",
        "' or '1'='1",
        "*)(uid=*",
        "${jndi:ldap://x/a}",
        "%s%n",
        "{}",
        "{user}",
        "..",
        "../bob",
        "bob/",
        "bob ",
        " bob",
        "BOB",
        "$2b$10$",
        "plain:x",
        "a\tb",
        "\u202Ebob",
        ""
      })
  void anUnusualNameMatchesNoUser(String name) throws Exception {
    ConfiguredUsers users =
        users("users: {bob: {home: '" + directory + "/{user}', password: 'plain:x'}}");
    assertThat(login(users, name, "x")).isEmpty();
    assertThat(homes.open()).isZero();
  }

  @Test
  void anExistingUnusualNameIsAnOrdinaryUser() throws Exception {
    for (String name : List.of("' or 1=1", "${jndi:x}", "%s", "{}", "ü €")) {
      ConfiguredUsers users =
          users(
              "users: {\""
                  + name
                  + "\": {home: 'home/{user}', missing-home: create, password: 'plain:x'}}");
      Account account = login(users, name, "x").orElseThrow();
      assertThat(account.name()).isEqualTo(name);
      assertThat(directory.resolve("home").resolve(name)).isDirectory();
      homes.leave();
    }
  }

  @Test
  void eachUserHasAHomeOfTheirOwnAndItsSessionsShareIt() throws Exception {
    ConfiguredUsers users =
        users(
            """
            groups: {g: {home: "home/{user}", missing-home: create, permissions: all}}
            users:
              ann: {password: "plain:a", groups: [g]}
              bob: {password: "plain:b", groups: [g], permissions: read-only}
            """);
    Account ann = login(users, "ann", "a").orElseThrow();
    Files.writeString(ann.fileSystem().getPath("/file"), "x");
    assertThat(directory.resolve("home/ann/file")).exists();
    Thread second =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    assertThat(login(users, "ann", "a").orElseThrow().fileSystem())
                        .isSameAs(ann.fileSystem());
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                });
    second.join();
    Account bob = login(users, "bob", "b").orElseThrow(); // this thread leaves ann's home
    assertThat(bob.fileSystem()).isNotSameAs(ann.fileSystem());
    assertThat(bob.permissions().everywhere()).hasSize(3);
    assertThat(ann.fileSystem().isOpen()).as("the other session is still open").isTrue();
    homes.leave();
    assertThat(bob.fileSystem().isOpen()).isFalse();
  }

  @Test
  void memoryIsKeptWithoutSessions() throws Exception {
    ConfiguredUsers users = users("users: {bob: {home: 'memory:?size=1m', password: 'plain:x'}}");
    Account first = login(users, "bob", "x").orElseThrow();
    Files.writeString(first.fileSystem().getPath("/file"), "kept");
    homes.leave();
    Account second = login(users, "bob", "x").orElseThrow();
    assertThat(second.fileSystem().getPath("/file")).hasContent("kept");
    homes.close();
    assertThat(second.fileSystem().isOpen()).isFalse();
  }

  @Test
  void aHomeThatIsMissingIsAFailureAndNotAWrongPassword() throws Exception {
    ConfiguredUsers users = users("users: {bob: {home: nowhere, password: 'plain:x'}}");
    assertThatThrownBy(() -> login(users, "bob", "x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere does not exist");
    assertThat(homes.open()).isZero();
    assertThat(login(users, "bob", "y")).isEmpty();
  }

  @Test
  void theRepliesToAnUnknownUserAndAWrongPasswordAreTheSame() throws Exception {
    Configuration configuration =
        configuration(
            """
            listeners: [{address: "127.0.0.1:0"}]
            limits: {login-delay: 0}
            anonymous: {home: "memory:"}
            users: {bob: {home: "memory:", password: "plain:x", messages: {greeting: Hello Bob}}}
            """);
    try (FtpServer server =
            new ServerAssembly(homes, verification, UsageLedger.inMemory())
                .assemble(configuration)
                .start();
        RawClient client = new RawClient(server.address())) {
      client.reply();
      String forUnknown = client.command("USER nobody") + client.command("PASS x");
      String forWrong = client.command("USER bob") + client.command("PASS wrong");
      assertThat(forUnknown).startsWith("331").isEqualTo(forWrong);
      client.say("USER bob").expect(331);
      assertThat(client.command("PASS x")).isEqualTo("230 Hello Bob");
      client.say("USER Anonymous").expect(331);
      client.say("PASS me@").expect(230);
      client.say("MKD d").expect(550);
    }
  }
}
