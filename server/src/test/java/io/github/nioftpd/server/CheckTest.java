package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.server.cli.Commands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nioftpd check} reports all errors in one run, with line numbers. */
final class CheckTest {

  private static final String MISTAKES =
      """
      listeners: [{address: "127.0.0.1:50010"}]
      passive: {ports: 50000-50100}
      users:
        ann: {password: "plain:a", home: "missing/{user}"}
        bob: {password: "plain:b", home: "{usr}"}
        eve:
          password: "plain:c"
          home: .
          mounts:
            - {path: /m, location: "memory:", settings: {sise: 1m}}
            - {path: /n, location: "made/later", missing: create}
      log:
        - {to: file, file: logs/ftp.log}
      quota: {database: none/quota}
      events:
        outbox: no/out
        programs:
          - {command: [/no/such/program, "{pth}", "{fle}", "{location}"], events: [upload]}
          - {command: [sh, -c, "{print}"], events: [upload]}
        webhooks: {w: {url: "https://example.org", events: [uplod]}}
      limits: {sesions: 4}
      control-socket: run/ctl
      """;

  @TempDir private Path directory;

  private String check(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("f.yaml"), text);
    StringWriter output = new StringWriter();
    PrintWriter out = new PrintWriter(output);
    int code = Commands.commandLine().setOut(out).setErr(out).execute("check", file.toString());
    assertThat(code).isEqualTo(output.toString().contains(": no mistakes found") ? 0 : 2);
    return output.toString().replace(directory.toString(), "D").replace("nioftpd: D/", "");
  }

  @Test
  void everyErrorIsFoundInOneRun() throws IOException {
    assertThat(check(MISTAKES))
        .contains(
            "f.yaml:2: passive.ports: \"50000-50100\" contains port 50010 of listeners[0]\n",
            "f.yaml:4: users.ann.home: warning: D/missing/ann does not exist\n",
            "f.yaml:5: users.bob.home: \"{usr}\" is not ",
            "unknown placeholder {usr}; expected {user} or {home}\n",
            "f.yaml:10: users.eve.mounts[0]: ",
            "f.yaml:13: log[0].file: the directory D/logs does not exist\n",
            "f.yaml:14: quota.database: the directory D/none does not exist\n",
            "f.yaml:16: events.outbox: the directory D/no does not exist\n",
            "f.yaml:18: events.programs[0].command: /no/such/program does not exist",
            "f.yaml:18: events.programs[0].command[1]: unknown field {pth}; did you mean"
                + " {path}?\n",
            "f.yaml:18: events.programs[0].command[2]: unknown field {fle}; did you mean"
                + " {file}?\n",
            "f.yaml:20: events.webhooks.w.events[0]: unknown event uplod",
            "f.yaml:21: limits.sesions: ",
            "f.yaml:22: control-socket: the directory D/run does not exist\n")
        .contains("sise")
        .doesNotContain("programs[1]", "mounts[1]");
  }

  @Test
  void aMissingHomeIsAWarning() throws IOException {
    assertThat(check("users: {eve: {password: 'plain:c', home: none}}"))
        .startsWith("f.yaml:1: users.eve.home: warning: ")
        .endsWith("D/f.yaml: no mistakes found\n");
  }

  @Test
  void aValidFileIsAccepted() throws IOException {
    assertThat(
            check(
                """
                users:
                  eve: {password: "plain:c", home: ".", mounts: [{path: /m, location: "memory:"}]}
                  bob: {password: "plain:c", home: "file://@?read-only=true&symlinks=none"}
                """
                    .replace("@", directory.toString())))
        .isEqualTo("D/f.yaml: no mistakes found\n");
  }
}
