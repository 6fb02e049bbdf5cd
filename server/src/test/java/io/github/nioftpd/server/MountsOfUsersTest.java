package io.github.nioftpd.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.binding.ConfigurationFile;
import io.github.nioftpd.server.config.binding.Printer;
import io.github.nioftpd.server.homes.Homes;
import io.github.nioftpd.server.password.Verification;
import io.github.nioftpd.server.run.ServerAssembly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users with several mounts. */
final class MountsOfUsersTest {

  @TempDir Path directory;
  private final Homes homes = new Homes();
  private final Verification verification = new Verification();
  private final CountDownLatch left = new CountDownLatch(1);

  @AfterEach
  void stop() {
    homes.close();
    verification.close();
  }

  private Configuration configuration(String users) throws Exception {
    String text =
        """
        listeners: [{address: "127.0.0.1:0"}]
        limits: {login-delay: 0}
        users:
        """;
    Path file = Files.writeString(directory.resolve("f.yaml"), text + users.indent(2));
    return ConfigurationFile.load(file);
  }

  private FtpServer serve(String users) throws Exception {
    return new ServerAssembly(homes, verification, UsageLedger.inMemory())
        .assemble(configuration(users))
        .onEvent(
            event -> {
              if (event instanceof FtpEvent.Disconnected) {
                homes.leave();
                left.countDown();
              }
            })
        .start();
  }

  private static RawClient login(FtpServer server, String user) throws Exception {
    RawClient client = RawClient.login(server.address(), user, "p");
    client.command("TYPE I");
    return client;
  }

  private static List<String> names(RawClient client, String path) throws Exception {
    return new String(client.download("NLST " + path), UTF_8).lines().sorted().toList();
  }

  private static String bob(String more) {
    return """
    bob:
      password: "plain:p"
      permissions: all
    """
        + more.indent(2);
  }

  @Test
  void severalMountsAreOneTree() throws Exception {
    Files.createDirectory(directory.resolve("home"));
    String mounts =
        """
        home: home
        mounts:
          - {path: /archive, location: "archive/{user}", missing: create, atomic-uploads: true}
          - {path: /scratch/fast, location: "memory:?size=1m"}
          - {path: /public, location: home, read-only: true}
          - {path: /drop, location: "memory:", permissions: drop-box}
        """;
    try (FtpServer server = serve(bob(mounts));
        RawClient client = login(server, "bob")) {
      assertThat(names(client, "/")).containsExactly("archive", "drop", "public", "scratch");
      client.upload("STOR /file", "1".getBytes(UTF_8));
      client.upload("STOR /archive/a", "22".getBytes(UTF_8));
      client.upload("STOR /scratch/fast/b", "333".getBytes(UTF_8));
      assertThat(directory.resolve("home/file")).hasContent("1");
      assertThat(directory.resolve("archive/bob/a")).hasContent("22");
      assertThat(client.command("SIZE /public/file")).isEqualTo("213 1");
      client.say("DELE /public/file").expect(550);
      assertThat(client.command("AVBL /scratch/fast")).matches("213 [0-9]{6,7}");
      client.upload("STOR /drop/x", "4444".getBytes(UTF_8));
      client.say("DELE /drop/x").expect(550);
      client.say("RNFR /archive/a").expect(350);
      client.say("RNTO /scratch/fast/a").expect(250);
      assertThat(directory.resolve("archive/bob/a")).doesNotExist();
      assertThat(client.download("RETR /scratch/fast/a")).asString(UTF_8).isEqualTo("22");
    }
  }

  @Test
  void aMissingMountDoesNotPreventALogin() throws Exception {
    String mounts =
        """
        home: "memory:"
        mounts: [{path: /late, location: late}]
        """;
    try (FtpServer server = serve(bob(mounts));
        RawClient client = login(server, "bob")) {
      assertThat(names(client, "/")).containsExactly("late");
      client.say("MKD /late/d").expect(451);
      Files.createDirectory(directory.resolve("late"));
      client.say("MKD /late/d").expect(257);
      assertThat(directory.resolve("late/d")).isDirectory();
    }
  }

  @Test
  void withoutAHomeThereAreOnlyMounts() throws Exception {
    try (FtpServer server = serve(bob("mounts: [{path: /only, location: 'memory:'}]"));
        RawClient client = login(server, "bob")) {
      assertThat(names(client, "/")).containsExactly("only");
      client.say("MKD /d").expect(550);
      client.say("MKD /only/d").expect(257);
    }
  }

  @Test
  void mountsAreClosedWithTheLastSessionAndOpenedOnceForAll() throws Exception {
    Files.createDirectories(directory.resolve("m"));
    Files.createDirectories(directory.resolve("h"));
    String mounts = "home: h\nmounts: [{path: /m, location: m}]\n";
    try (FtpServer server = serve(bob(mounts))) {
      try (RawClient one = login(server, "bob");
          RawClient two = login(server, "bob")) {
        assertThat(homes.open()).isEqualTo(2);
        one.say("MKD /m/d").expect(257);
        two.say("MKD /m/d/e").expect(257);
        two.say("QUIT").expect(221);
        assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(homes.open()).isEqualTo(2);
        one.say("RMD /m/d/e").expect(250);
        one.command("QUIT");
      }
    }
    assertThat(homes.open()).isZero();
  }

  @Test
  void usersInheritTheMountsOfTheirGroupAlsoInAPrintedFile() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("g.yaml"),
            """
            groups:
              g:
                home: /srv
                mounts:
                  - path: /archive
                    location: "s3://bucket/{user}"
                    read-only: true
                    settings: {region: eu-central-1}
            users: {u: {password: "plain:p", groups: g}}
            """);
    Configuration configuration = ConfigurationFile.load(file);
    assertThat(configuration.profile("u").mounts())
        .singleElement()
        .satisfies(mount -> assertThat(mount.path()).isEqualTo("/archive"))
        .satisfies(mount -> assertThat(mount.readOnly()).isTrue())
        .satisfies(mount -> assertThat(mount.location().of("u")).isEqualTo("s3://bucket/u"));
    String printed = Printer.print(configuration).replaceAll("(?m)^( *password:).*", "$1 plain:p");
    assertThat(ConfigurationFile.load(Files.writeString(file, printed)).groups())
        .isEqualTo(configuration.groups());
  }
}
