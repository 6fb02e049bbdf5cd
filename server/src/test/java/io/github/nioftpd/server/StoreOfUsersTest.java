package io.github.nioftpd.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.nioftpd.FtpServer;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.fs.s3.FakeStore;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.binding.ConfigurationFile;
import io.github.nioftpd.server.homes.Homes;
import io.github.nioftpd.server.password.Verification;
import io.github.nioftpd.server.run.ServerAssembly;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Users with homes in a store and settings of their own. */
final class StoreOfUsersTest {

  @TempDir Path directory;
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.nioftpd");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Homes homes = new Homes();
  private final Verification verification = new Verification();
  private TinyStore store;
  private FakeStore fake;

  @BeforeEach
  void start() throws IOException {
    store = new TinyStore();
    fake = FakeStore.start().bucket("shared");
    log.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    homes.close();
    verification.close();
    store.close();
    fake.close();
  }

  private FtpServer serve(String users) throws Exception {
    return serve(users, URI.create(store.endpoint()));
  }

  private FtpServer serve(String users, URI endpoint) throws Exception {
    String text =
        """
        listeners: [{address: "127.0.0.1:0"}]
        limits: {login-delay: 0}
        groups:
          s: {home: "s3://bucket/{user}", permissions: all, settings: {endpoint: "ENDPOINT", stale-uploads: off}}
        users:
        """
            .replace("ENDPOINT", endpoint.toString());
    Path file = Files.writeString(directory.resolve("f.yaml"), text + users.indent(2));
    Configuration configuration = ConfigurationFile.load(file);
    return new ServerAssembly(homes, verification, UsageLedger.inMemory())
        .assemble(configuration)
        .start();
  }

  private static String login(RawClient client, String user) throws IOException {
    client.command("USER " + user);
    return client.command("PASS x");
  }

  @Test
  void twoUsersOfOneBucketHaveKeysOfTheirOwn() throws Exception {
    for (Map.Entry<String, String> user : Map.of("ann", "s3cret-a", "bob", "s3cret-b").entrySet()) {
      Files.writeString(directory.resolve(user.getKey() + ".key"), user.getValue() + "\n");
    }
    String users =
        """
        ann: {password: "plain:x", groups: s, settings: {access-key: ANNKEY, secret-key: "file:{user}.key"}}
        bob: {password: "plain:x", groups: s, settings: {access-key: BOBKEY, secret-key: "file:{user}.key"}}
        """;
    try (FtpServer server = serve(users);
        RawClient ann = new RawClient(server.address());
        RawClient bob = new RawClient(server.address())) {
      ann.reply();
      bob.reply();
      assertThat(login(ann, "ann")).startsWith("230");
      assertThat(login(bob, "bob")).startsWith("230");
      assertThat(Set.copyOf(store.accessKeys())).isEqualTo(Set.of("ANNKEY", "BOBKEY"));
      int before = store.accessKeys().size();
      ann.upload("STOR file", "hers".getBytes(UTF_8));
      assertThat(store.accessKeys().subList(before, store.accessKeys().size()))
          .isNotEmpty()
          .containsOnly("ANNKEY");
      int between = store.accessKeys().size();
      bob.command("TYPE I");
      ann.command("TYPE I");
      bob.say("SIZE file").expect(550);
      ann.say("SIZE file").expect(213);
      assertThat(store.accessKeys().subList(between, store.accessKeys().size())).contains("BOBKEY");
    }
  }

  /** The log of the store can then distinguish the users. */
  @Test
  void usersAssumeARoleUnderTheirOwnNames() throws Exception {
    Files.writeString(directory.resolve("key"), "secret");
    String keys = "access-key: A, secret-key: 'file:key'";
    String role =
        ", role-arn: 'arn:aws:iam::123456789012:role/ftp', sts-endpoint: 'FAKE'"
            .replace("FAKE", fake.endpoint().toString());
    String users =
        """
        ann: {password: "plain:x", groups: s, home: "s3://shared", settings: {KEYS}}
        bob: {password: "plain:x", groups: s, home: "s3://shared", settings: {KEYS}}
        """;
    try (FtpServer server = serve(users.replace("KEYS", keys + role), fake.endpoint());
        RawClient ann = connect(server, "ann");
        RawClient bob = connect(server, "bob")) {
      ann.upload("STOR a", "hers".getBytes(UTF_8));
      bob.upload("STOR b", "his".getBytes(UTF_8));
      assertThat(homes.open()).isEqualTo(2);
    }
    assertThat(fake.requests("AssumeRole"))
        .extracting(request -> request.query().get("RoleSessionName"))
        .containsExactlyInAnyOrder("ann", "bob");
    homes.renew();
    try (FtpServer server = serve(users.replace("KEYS", keys), fake.endpoint());
        RawClient ann = connect(server, "ann");
        RawClient bob = connect(server, "bob")) {
      assertThat(ann.command("NOOP") + bob.command("NOOP")).startsWith("200");
      assertThat(homes.open()).isOne(); // without a role they share a file system
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, InvalidAccessKeyId, 451",
    "403, AccessDenied, 550",
    "500, InternalError, 451",
    "400, InvalidArgument, 553"
  })
  void aFailureOfTheStoreIsOneWarningWithUserFileAndMessage(int status, String code, String reply)
      throws Exception {
    Files.writeString(directory.resolve("key"), "c4nary-secret");
    String users =
        "ann: {password: 'plain:x', groups: s, home: 's3://shared/in', settings: {access-key: A,"
            + " secret-key: 'file:key', retry: off}}";
    fake.bucket("shared");
    try (FtpServer server = serve(users, fake.endpoint());
        RawClient ann = connect(server, "ann")) {
      fake.on("PutObject").fail(status, code);
      try (Socket data = ann.passive()) {
        ann.say("STOR a%b").expect(150);
        data.getOutputStream().write(7);
      }
      assertThat(ann.reply()).startsWith(reply);
    }
    List<ILoggingEvent> warnings =
        log.list.stream().filter(e -> e.getLevel().isGreaterOrEqual(Level.WARN)).toList();
    assertThat(warnings)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .contains("-[ann] STOR /a%b (s3://shared/in/a%25b): ", code, "Status Code: " + status)
        .contains("Request ID: ")
        .doesNotContain("c4nary");
  }

  private static RawClient connect(FtpServer server, String user) throws IOException {
    RawClient client = new RawClient(server.address());
    client.reply();
    assertThat(login(client, user)).startsWith("230");
    return client;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "region: no | bucket bucket does not exist at http",
        "colour: red | s3 has no setting \"colour\"",
        "secret-key: 'file:none', access-key: A | the file of the setting secret-key cannot be"
            + " read: file:",
        "access-key: A | access-key and secret-key of s3 require each other",
        "endpoint: 'http://127.0.0.1:1', access-key: A, secret-key: 'file:f.yaml' | cannot"
            + " reach bucket bucket at http://127.0.0.1:1",
        "part-size: many | the setting part-size of s3 is a size",
      })
  void aHomeThatCannotBeOpenedRefusesTheLoginAndIsLogged(String settings, String sentence)
      throws Exception {
    store.answerAlways(404, "NoSuchBucket");
    String keys =
        settings.contains("-key") ? "" : ", access-key: ANNKEY, secret-key: 'file:f.yaml'";
    String users = "ann: {password: 'plain:x', groups: s, settings: {" + settings + keys + "}}";
    try (FtpServer server = serve(users);
        RawClient client = new RawClient(server.address())) {
      client.reply();
      assertThat(login(client, "ann"))
          .isEqualTo("451 Requested action aborted: local error in processing.");
    }
    List<ILoggingEvent> warnings =
        log.list.stream().filter(e -> e.getLevel().isGreaterOrEqual(Level.WARN)).toList();
    assertThat(warnings)
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.getFormattedMessage())
                  .contains("cannot open the home directory of user ann: " + sentence)
                  .doesNotContain("\n");
              assertThat(e.getThrowableProxy()).isNull();
            });
    assertThat(homes.open()).isZero();
  }
}
