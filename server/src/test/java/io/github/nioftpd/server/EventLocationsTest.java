package io.github.nioftpd.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.server.config.EventsSection;
import io.github.nioftpd.server.config.EventsSection.ProgramSection;
import io.github.nioftpd.server.config.binding.ConfigurationFile;
import io.github.nioftpd.server.events.EventJson;
import io.github.nioftpd.server.events.Hooks;
import io.github.nioftpd.server.homes.Homes;
import io.github.nioftpd.server.password.Verification;
import io.github.nioftpd.server.run.ServerAssembly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs, webhooks and logs receive the location of the file as well as the client's path. */
final class EventLocationsTest {

  private static final String USERS =
      """
      listeners: [{address: "127.0.0.1:0"}]
      users:
        alice:
          password: "plain:p"
          permissions: all
          home: "home/{user}"
          missing-home: create
          mounts:
            - {path: /other, location: other, atomic-uploads: true}
            - {path: /ram, location: "vfs:ram:/"}
            - {path: /scratch, location: "memory:"}
      """;

  @TempDir Path directory;
  private final Homes homes = new Homes();
  private final Verification verification = new Verification();
  private final List<FtpEvent> events = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    homes.close();
    verification.close();
  }

  private FtpServer serve(Hooks hooks) throws Exception {
    Files.createDirectories(directory.resolve("other"));
    Path file = Files.writeString(directory.resolve("f.yaml"), USERS);
    return new ServerAssembly(homes, verification, UsageLedger.inMemory())
        .assemble(ConfigurationFile.load(file))
        .onEvent(
            event -> {
              events.add(event);
              hooks.accept(event);
              if (event instanceof FtpEvent.Disconnected) {
                homes.leave();
              }
            })
        .before(hooks)
        .start();
  }

  private static RawClient login(FtpServer server) throws Exception {
    RawClient client = RawClient.login(server.address(), "alice", "p");
    client.command("TYPE I");
    return client;
  }

  private Map<String, Object> last() {
    return EventJson.of(events.getLast(), Instant.EPOCH).fields();
  }

  private Hooks scanner() throws Exception {
    Path script = directory.resolve("scan");
    Files.writeString(
        script, "grep -q VIRUS \"$1\"; test $? = 1 && test \"$1\" = \"$NIOFTPD_FILE\"");
    ProgramSection program =
        new ProgramSection(
            List.of("/bin/sh", script.toString(), "{file}"),
            List.of("before-download", "before-rename"),
            Duration.ofSeconds(30));
    return new Hooks(new EventsSection(List.of(program), Map.of(), Optional.empty()));
  }

  @Test
  void aScannerReadsTheUploadedFile() throws Exception {
    try (Hooks hooks = scanner();
        FtpServer server = serve(hooks);
        RawClient client = login(server)) {
      for (String at : List.of("/", "/other/", "/caf\u00e9 %41 ")) {
        client.upload("STOR " + at + "clean", "nothing".getBytes(UTF_8));
        client.upload("STOR " + at + "bad", "a VIRUS".getBytes(UTF_8));
        assertThat(client.download("RETR " + at + "clean")).hasSize(7);
        client.command("EPSV");
        client.say("RETR " + at + "bad").expect(550);
        client.command("RNFR " + at + "bad");
        client.say("RNTO " + at + "good").expect(550);
        client.command("RNFR " + at + "clean");
        client.say("RNTO " + at + "good").expect(250);
      }
    }
  }

  @Test
  void eventsHaveTheLocationOfTheFile() throws Exception {
    Path home = directory.toRealPath().resolve("home/alice");
    try (Hooks hooks = new Hooks(EventsSection.NONE);
        FtpServer server = serve(hooks);
        RawClient client = login(server)) {
      client.upload("STOR /a b", new byte[3]);
      assertThat(last())
          .containsEntry("path", "/a b")
          .containsEntry("file", home + "/a b")
          .containsEntry("location", "file://" + home + "/a%20b");
      client.command("RNFR a b");
      client.command("RNTO c");
      assertThat(last()).containsEntry("path", "/a b").containsEntry("file", home + "/c");
      client.command("MKD d");
      assertThat(last()).containsEntry("file", home + "/d");
      client.command("MFMT 20240101000000 c");
      assertThat(last()).containsEntry("file", home + "/c");
      client.command("DELE c");
      assertThat(last()).containsEntry("file", home + "/c");
      client.upload("STOR /ram/x", new byte[3]);
      assertThat(last()).containsEntry("location", "ram:/x").doesNotContainKey("file");
      client.upload("STOR /scratch/x", new byte[3]);
      assertThat(last()).containsEntry("location", "memory:/x").doesNotContainKey("file");
    }
  }
}
