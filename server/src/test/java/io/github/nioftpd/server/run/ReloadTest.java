package io.github.nioftpd.server.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.binding.ConfigurationFile;
import io.github.nioftpd.server.config.binding.WrongConfigurationException;
import io.github.nioftpd.server.logs.Logs;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reload applies to new sessions, not to running ones. */
final class ReloadTest {

  private static final String BEGIN =
      """
      listeners: [{address: "127.0.0.1:0"}]
      limits: {login-delay: 0}
      users:
        bob: {password: "plain:old", home: "memory:", permissions: all}
      """;

  @TempDir Path directory;
  private Path file;
  private Logs logs;
  private ConfiguredServer server;

  @BeforeEach
  void start() throws Exception {
    file = Files.writeString(directory.resolve("nioftpd.yaml"), BEGIN);
    Configuration configuration = ConfigurationFile.load(file);
    logs = Logs.unattached(List.of());
    server = new ConfiguredServer(Optional.of(file), configuration, logs);
  }

  @AfterEach
  void stop() {
    server.close();
    logs.close();
  }

  /** The client may see the end of its session before the server has closed the home. */
  private void awaitNoHome() {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (server.homes().open() > 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(server.homes().open()).isZero();
  }

  private RawClient connect() throws IOException {
    RawClient client = new RawClient(server.server().address());
    client.expect(220);
    return client;
  }

  private static String login(RawClient client, String user, String password) throws IOException {
    client.command("USER " + user);
    return client.command("PASS " + password);
  }

  @Test
  void newUsersAndPasswordsApplyToNewSessions() throws Exception {
    try (RawClient before = connect()) {
      assertThat(login(before, "bob", "old")).startsWith("230");
      before.upload("STOR file", "content".getBytes(UTF_8));
      Files.writeString(
          file, BEGIN.replace("old", "new") + "  ann: {password: 'plain:a', home: 'memory:'}\n");
      assertThat(server.reload()).contains("applies to new sessions; 1 sessions continue");
      before.say("DELE file").expect(250);
      try (RawClient after = connect()) {
        assertThat(login(after, "bob", "old")).startsWith("530");
        assertThat(login(after, "bob", "new")).startsWith("230");
        assertThat(login(after, "ann", "a")).startsWith("230");
      }
    }
  }

  @Test
  void limitsAndTheBannerChange() throws Exception {
    Files.writeString(
        file, "banner: Other.\n" + BEGIN.replace("login-delay: 0", "login-attempts: 1"));
    server.reload();
    try (RawClient client = new RawClient(server.server().address())) {
      assertThat(client.reply()).isEqualTo("220 Other.");
      assertThat(login(client, "bob", "wrong")).startsWith("530");
      assertThatThrownBy(client::reply).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void anInvalidFileChangesNothingAndIsReported() throws Exception {
    Files.writeString(file, BEGIN.replace("old", "new").replace("users", "user"));
    assertThatThrownBy(() -> server.reload())
        .isInstanceOf(WrongConfigurationException.class)
        .hasMessageContaining("nioftpd.yaml:3: user: unknown key; did you mean users?");
    assertThat(server.reloadAndLog()).startsWith("failed: ").contains("did you mean users?");
    Files.delete(file);
    assertThat(server.reloadAndLog()).startsWith("failed: ").contains("does not exist");
    try (RawClient client = connect()) {
      assertThat(login(client, "bob", "old")).startsWith("230");
    }
  }

  @Test
  void otherAddressesNeedARestart() throws Exception {
    Files.writeString(file, BEGIN.replace("127.0.0.1:0", "127.0.0.1:1").replace("old", "new"));
    assertThatThrownBy(() -> server.reload())
        .hasMessage(
            "the listener addresses have changed; this needs a restart, so nothing was"
                + " changed");
    Files.writeString(file, BEGIN.replace("old", "new") + "pid-file: pid\n");
    assertThatThrownBy(() -> server.reload()).hasMessageContaining("needs a restart");
    Files.writeString(file, BEGIN + "events: {programs: [{command: /bin/true, events: upload}]}\n");
    assertThatThrownBy(() -> server.reload()).hasMessageContaining("needs a restart");
    try (RawClient client = connect()) {
      assertThat(login(client, "bob", "old")).startsWith("230");
    }
  }

  @Test
  void homesAreClosedWithTheLastSession() throws Exception {
    Path home = Files.createDirectory(directory.resolve("home"));
    Files.writeString(file, BEGIN.replace("memory:", home.toString()));
    server.reload();
    try (RawClient first = connect();
        RawClient second = connect()) {
      assertThat(login(first, "bob", "old")).startsWith("230");
      assertThat(login(second, "bob", "old")).startsWith("230");
      assertThat(server.homes().open()).isOne();
      first.say("REIN").expect(220);
      assertThat(server.homes().open()).isOne();
      second.say("QUIT").expect(221);
      assertThatThrownBy(second::reply).isInstanceOf(EOFException.class);
      awaitNoHome();
      assertThat(login(first, "bob", "old")).startsWith("230");
      first.say("CWD /").expect(250);
    }
  }

  @Test
  void theControlSocketReloads() throws Exception {
    Path path = directory.resolve("ctl");
    try (ControlSocket socket = new ControlSocket(path, server::reloadAndLog)) {
      assertThat(Files.getPosixFilePermissions(path)).hasSize(2);
      assertThat(ControlSocket.reload(path)).startsWith("ok: ");
      Files.writeString(file, "colour: red\n");
      assertThat(ControlSocket.reload(path)).startsWith("failed: ").contains("colour");
      assertThatThrownBy(() -> new ControlSocket(path, () -> "").close())
          .hasMessageContaining("another server");
      assertThat(socket).isNotNull();
    }
    assertThat(path).doesNotExist();
    assertThatThrownBy(() -> ControlSocket.reload(path))
        .hasMessageContaining("is the server running?");
  }

  @Test
  void aClientThatSendsHalfARequestIsDisconnected() throws Exception {
    Path path = directory.resolve("ctl");
    try (ControlSocket socket = new ControlSocket(path, () -> "ok: done", Duration.ofMillis(300));
        SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      client.write(ByteBuffer.wrap("rel".getBytes(UTF_8)));
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> assertThat(client.read(ByteBuffer.allocate(100))).isNegative());
      assertThat(ControlSocket.reload(path)).isEqualTo("ok: done");
      assertThat(socket).isNotNull();
    }
  }

  @Test
  void filesOfAKilledServerAreReplaced() throws Exception {
    Path path = directory.resolve("ctl");
    try (java.nio.channels.ServerSocketChannel dead =
        java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
      dead.bind(java.net.UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();
    try (ControlSocket socket = new ControlSocket(path, () -> "ok: done")) {
      assertThat(ControlSocket.reload(path)).isEqualTo("ok: done");
      assertThat(socket).isNotNull();
    }
    Files.writeString(path, "precious");
    assertThatThrownBy(() -> new ControlSocket(path, () -> "").close())
        .hasMessageContaining("the file exists and is not a socket");
    assertThat(path).hasContent("precious");
  }

  @Test
  void faultsApplyToAllSessions() throws Exception {
    Path faults = directory.resolve("faults.yaml");
    try (RawClient before = connect()) {
      Files.writeString(faults, "rules: [{on: NOOP, times: 1, reply: 500 no}]\n");
      Files.writeString(file, BEGIN + "faults: {allowed: true, file: faults.yaml}\n");
      server.reload();
      before.say("NOOP").expect(200);
      try (RawClient after = connect()) {
        after.say("NOOP").expect("500 no");
        after.say("NOOP").expect(200);
        Files.writeString(faults, "rules: [{on: NOOP, then: hang}]\n");
        server.reload();
        after.send("NOOP\r\n");
        Files.writeString(faults, "rules: [{on: NOOOP, then: hang}]\n");
        assertThatThrownBy(server::reload).hasMessageContaining("did you mean NOOP?");
        Files.writeString(file, BEGIN);
        server.reload();
        after.expect(200);
        after.say("NOOP").expect(200);
      }
    }
  }
}
