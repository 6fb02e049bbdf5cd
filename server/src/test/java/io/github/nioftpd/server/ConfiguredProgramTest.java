package io.github.nioftpd.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.server.password.Algorithm;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program with a configuration file, as a separate process. */
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
final class ConfiguredProgramTest {

  private static final String CANARY = "c4nary-p4ssword";

  @TempDir Path directory;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  private Process start(String... arguments) throws IOException {
    return launch(ProgramTest.command(arguments));
  }

  private Process launch(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(output("err", processes.size()).toFile())
            .redirectOutput(output("out", processes.size()).toFile())
            .start();
    processes.add(process);
    return process;
  }

  /** The output of a process; the first has the number 0. */
  private Path output(String name, int process) {
    return directory.resolve(name + process);
  }

  /** Runs the program to its end and returns its exit code and output. */
  private String run(int code, String input, String... arguments) throws Exception {
    Process process = start(arguments);
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(UTF_8));
    }
    process.waitFor();
    int number = processes.indexOf(process);
    String said = Files.readString(output("out", number)) + Files.readString(output("err", number));
    assertThat(process.exitValue()).as(said).isEqualTo(code);
    return said;
  }

  private String await(Path file, Predicate<String> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    String text = "";
    while (System.nanoTime() < deadline) {
      text = Files.exists(file) ? Files.readString(file) : "";
      if (condition.test(text)) {
        return text;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("not within a minute in " + file + ":\n" + text);
  }

  private RawClient connect(Path log) throws Exception {
    String text = await(log, lines -> lines.contains("FTP server on "));
    String port = text.replaceFirst("(?s).*FTP server on 127\\.0\\.0\\.1:([0-9]+),.*", "$1");
    return new RawClient(new InetSocketAddress("127.0.0.1", Integer.parseInt(port)));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void nothingStartsWithAWrongFile() throws Exception {
    write("wrong.yaml", "limits: {sesions: 3}\nusers: {bob: {home: 'memory:'}}\n");
    for (String[] arguments :
        new String[][] {
          {"check", "wrong.yaml"}, {"--config", "wrong.yaml"}, {"config", "wrong.yaml"}
        }) {
      assertThat(run(2, "", arguments).lines())
          .containsExactly(
              "nioftpd: wrong.yaml:1: limits.sesions: unknown key; did you mean sessions?",
              "nioftpd: wrong.yaml:2: users.bob.password: required key is missing; create a hash"
                  + " with 'nioftpd password'");
    }
    assertThat(run(2, "", "check", "none.yaml")).contains("none.yaml: does not exist");
  }

  @Test
  void aFileAndOptionsForTheSameSettingAreRefused() throws Exception {
    write("f.yaml", "anonymous: {home: 'memory:'}\n");
    assertThat(run(0, "", "check", "f.yaml")).isEqualTo("f.yaml: no mistakes found\n");
    assertThat(run(2, "", "--config", "f.yaml", "-p", "2121"))
        .contains("--port cannot be combined with --config; set it in f.yaml");
    assertThat(run(2, "", "--config", "f.yaml", "memory:"))
        .contains("a location cannot be combined with --config");
  }

  @Test
  void thePrintedDefaultsAndAPasswordMakeAFirstFile() throws Exception {
    assertThat(run(0, "", "config")).contains("limits:", "  sessions: 512");
    String hash = run(0, CANARY + "\n", "password").strip();
    assertThat(hash).startsWith("$argon2id$").doesNotContain(CANARY);
    assertThat(run(0, CANARY, "password", "--algorithm", "bcrypt")).startsWith("$2b$10$");
    assertThat(run(2, "", "password")).contains("the password is empty");
    assertThat(run(2, CANARY, "password", "--algorithm", "md5")).doesNotContain(CANARY);
    write("f.yaml", "users: {bob: {home: 'memory:', password: '" + hash + "'}}\n");
    assertThat(run(0, "", "check", "f.yaml")).contains("no mistakes found");
    assertThat(run(0, "", "config", "f.yaml")).contains("password: \"****\"").doesNotContain(hash);
  }

  @Test
  void itServesReloadsAndEnds() throws Exception {
    String file =
        """
        listeners: [{address: "127.0.0.1:0"}]
        limits: {login-delay: 0}
        users: {bob: {home: home, missing-home: create, permissions: all, password: "HASH"}}
        pid-file: pid
        control-socket: ctl
        log: [{to: file, file: log}, {format: json, to: file, file: log.json}]
        """
            .replace("HASH", Algorithm.BCRYPT.hash(CANARY));
    write("f.yaml", file);
    Process server = start("--config", "f.yaml");
    Path log = directory.resolve("log");
    try (RawClient client = connect(log)) {
      client.expect(220);
      client.command("USER bob");
      client.say("PASS " + CANARY).expect(230);
      client.upload("STOR file", "content".getBytes(UTF_8));
      assertThat(directory.resolve("home/file")).hasContent("content");
      assertThat(Files.readString(directory.resolve("pid")).strip())
          .isEqualTo(String.valueOf(server.pid()));

      assertThat(run(0, "", "reload", "f.yaml"))
          .contains("applies to new sessions; 1 sessions continue");
      write("f.yaml", file.replace("permissions", "permisions"));
      assertThat(run(1, "", "reload", "--socket", "ctl")).contains("did you mean permissions?");
      assertThat(run(2, "", "reload", "f.yaml")).contains("did you mean permissions?");
      client.say("DELE file").expect(250);
    }
    server.toHandle().destroy();
    assertThat(server.waitFor()).isEqualTo(143);
    assertThat(Files.readAllLines(log)).last().asString().endsWith("stopped");
    assertThat(directory.resolve("pid")).doesNotExist();
    assertThat(directory.resolve("ctl")).doesNotExist();
  }

  private static final String ANONYMOUS =
      """
      listeners: [{address: "127.0.0.1:0"}]
      anonymous: {home: "memory:"}
      log: [{to: file, file: log}]
      """;

  @Test
  void sighupReloadsAndReopensTheLog() throws Exception {
    write("f.yaml", ANONYMOUS);
    Process server = start("--config", "f.yaml");
    Path log = directory.resolve("log");
    connect(log).close();
    assumeThat(log).as("the build runs with SIGHUP ignored").content().doesNotContain("SIGHUP");
    Files.move(log, directory.resolve("log.moved"));
    launch(List.of("sh", "-c", "kill -HUP " + server.pid())).waitFor();
    await(log, text -> text.contains("reloaded: the configuration f.yaml applies"));
  }

  @Test
  void anIgnoredSighupIsReportedAtStart() throws Exception {
    write("f.yaml", ANONYMOUS);
    List<String> command = new ArrayList<>(List.of("sh", "-c", "trap '' HUP; exec \"$@\"", "sh"));
    command.addAll(ProgramTest.command("--config", "f.yaml", "--quiet"));
    launch(command);
    await(directory.resolve("log"), text -> text.contains("SIGHUP ignored"));
  }

  private static final String SECRETS =
      """
      listeners: [{address: "127.0.0.1:0"}]
      limits: {login-delay: 0, login-attempts: 100}
      users:
        bob: {home: "memory:", password: "plain:CANARY"}
        ann: {home: /nowhere/at/all, password: "file:secret"}
        eve: {home: "memory:", password: "HASH"}
      control-socket: ctl
      log:
        - {level: debug}
        - {to: file, file: log, level: debug}
        - {to: file, file: log.json, level: debug, format: json}
        - {to: file, file: xferlog, format: xferlog}
      """;

  /** Sends the secret in every possible way, and returns the replies. */
  private static String tell(RawClient client) throws IOException {
    StringBuilder replies = new StringBuilder(client.reply());
    for (String user : List.of("bob", "ann", "eve", "nobody")) {
      for (String password : List.of(CANARY, "x" + CANARY, CANARY.repeat(100))) {
        replies.append(client.command("USER " + user));
        replies.append(client.command("PASS " + password));
        replies.append(client.command("STAT"));
      }
    }
    replies.append(client.command("PASS" + CANARY));
    return replies.append(client.command(CANARY)).toString();
  }

  @Test
  void noSecretReachesALogAnErrorOrAReply() throws Exception {
    write("secret", "plain:" + CANARY + "\n");
    String hash = Algorithm.BCRYPT.hash(CANARY);
    write("f.yaml", SECRETS.replace("CANARY", CANARY).replace("HASH", hash));
    Process server = start("--config", "f.yaml", "-D");
    Path log = directory.resolve("log");
    String all;
    try (RawClient client = connect(log)) {
      all = tell(client);
      write("f.yaml", "users: {bob: {home: /, password: " + CANARY + ", pasword: x}}");
      all += run(1, "", "reload", "--socket", "ctl") + run(2, "", "config", "f.yaml");
    }
    server.toHandle().destroy();
    server.waitFor();
    String errors = Files.readString(output("err", processes.indexOf(server)));
    assertThat(errors).contains("<- PASS ******");
    all += errors + Files.readString(log) + Files.readString(directory.resolve("xferlog"));
    all += Files.readString(directory.resolve("log.json"));
    assertThat(all).contains("logged in", "failed login", "\"login\"");
    assertThat(all).doesNotContain(CANARY).doesNotContain(hash);
  }
}
