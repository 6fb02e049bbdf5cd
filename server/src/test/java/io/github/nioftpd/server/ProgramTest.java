package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The program as a separate process: log, signals and exit codes. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ProgramTest {

  private static final Pattern STARTED =
      Pattern.compile(".*FTP server on 127\\.0\\.0\\.1:([0-9]+), pid=.*");

  private final List<Process> processes = new ArrayList<>();
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  /** The command that starts the program. */
  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  private Process start(String... arguments) throws IOException {
    Process process = new ProcessBuilder(command(arguments)).start();
    processes.add(process);
    return process;
  }

  /** Reads the log until a line appears. */
  private Matcher await(BufferedReader errors, Pattern pattern) throws IOException {
    String line;
    while ((line = errors.readLine()) != null) {
      log.add(line);
      Matcher matcher = pattern.matcher(line);
      if (matcher.matches()) {
        return matcher;
      }
    }
    throw new AssertionError("no " + pattern + " in " + log);
  }

  private RawClient connect(BufferedReader errors) throws IOException {
    int port = Integer.parseInt(await(errors, STARTED).group(1));
    await(errors, Pattern.compile(".* try: curl ftp://127\\.0\\.0\\.1:" + port + "/"));
    RawClient client = new RawClient(new InetSocketAddress("127.0.0.1", port));
    client.expect(220);
    return client;
  }

  private void readRest(BufferedReader errors) {
    errors.lines().forEach(log::add);
  }

  /** Sends SIGTERM; unlike Process.destroy this leaves the streams open. */
  private static void terminate(Process process) {
    process.toHandle().destroy();
  }

  private static void login(RawClient client) throws IOException {
    client.say("USER anonymous").expect(331);
    client.say("PASS me@example.org").expect(230);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void sigtermEndsTheServer() throws Exception {
    Process process = start("serve", "memory:?size=1m&entries=9", "-p", "0", "-D");
    try (BufferedReader errors = process.errorReader();
        RawClient client = connect(errors)) {
      login(client);
      terminate(process);
      client.expect(421);
      readRest(errors);
    }
    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(process.inputReader().readLine()).isNull();
    assertThat(log)
        .allSatisfy(
            line -> assertThat(line).matches("\\[[DIW] [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}\\] .+"))
        .anySatisfy(line -> assertThat(line).endsWith("serving memory, at most 1 MB and 9 entries"))
        .anySatisfy(
            line -> assertThat(line).contains("only this machine can connect", "-i 0.0.0.0"))
        .anySatisfy(line -> assertThat(line).contains("<- PASS ******"))
        .anySatisfy(line -> assertThat(line).contains("stopping; 1 "))
        .noneSatisfy(line -> assertThat(line).contains("me@example.org"));
    assertThat(log.getLast()).endsWith("stopped");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void sigtermEndsTheServerWhileTheFileSystemHangs() throws Exception {
    Process process = start("stuck:", "-p", "0");
    try (BufferedReader errors = process.errorReader();
        RawClient client = connect(errors)) {
      login(client);
      try (Socket data = client.passive()) {
        client.say("LIST").expect(150);
        terminate(process);
        readRest(errors);
        assertThat(data.isConnected()).isTrue();
      }
    }
    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(log)
        .anySatisfy(
            line ->
                assertThat(line)
                    .endsWith(
                        "shut down with 1 session(s) left: a file system call does not return"));
    assertThat(log.getLast()).endsWith("stopped");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aSecondSigtermEndsATransferAtOnce() throws Exception {
    Process process = start("memory:", "-p", "0", "-w");
    try (BufferedReader errors = process.errorReader();
        RawClient client = connect(errors)) {
      login(client);
      try (Socket data = client.passive()) {
        client.say("STOR file").expect(150);
        data.getOutputStream().write(new byte[1000]);
        terminate(process);
        await(errors, Pattern.compile(".*stopping; 1 .*"));
        assertThat(process.isAlive()).isTrue();
        terminate(process);
        readRest(errors);
      }
    }
    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(log)
        .as("the server does not wait for the transfer")
        .noneSatisfy(line -> assertThat(line).endsWith("stopped"))
        .anySatisfy(
            line ->
                assertThat(line).startsWith("[W ").contains("anonymous users can change files"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void sigtermWaitsForATransferThatEndsInTime() throws Exception {
    Process process = start("memory:", "-p", "0", "-w");
    try (BufferedReader errors = process.errorReader();
        RawClient client = connect(errors)) {
      login(client);
      try (Socket data = client.passive()) {
        client.say("STOR file").expect(150);
        terminate(process);
        await(errors, Pattern.compile(".*stopping; 1 .*"));
        data.getOutputStream().write(new byte[1000]);
      }
      client.expect(226);
      readRest(errors);
    }
    assertThat(process.waitFor()).isEqualTo(143);
  }

  @Test
  void helpAndVersionGoToTheStandardOutput() throws Exception {
    Process help = start("--help");
    assertThat(help.inputReader().lines()).anyMatch(line -> line.startsWith("Usage: nioftpd"));
    assertThat(help.waitFor()).isZero();
    Process ofCommand = start("help", "check");
    assertThat(ofCommand.inputReader().lines())
        .anyMatch(line -> line.startsWith("Usage: nioftpd check"));
    assertThat(ofCommand.waitFor()).isZero();
    Process version = start("-V");
    assertThat(version.inputReader().readLine()).startsWith("nioftpd ");
    assertThat(version.waitFor()).isZero();
    Process completion = start("generate-completion");
    assertThat(completion.inputReader().lines())
        .anyMatch(line -> line.contains("--max-cons-per-ip"));
    assertThat(completion.waitFor()).isZero();
  }

  @Test
  void aWrongOptionExitsWith2() throws Exception {
    Process process = start("--colour");
    assertThat(process.errorReader().lines()).singleElement().asString().contains("--colour");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void aPortInUseExitsWith1() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress("127.0.0.1", 0));
      Process process = start("memory:", "-D", "-p", String.valueOf(taken.getLocalPort()));
      assertThat(process.errorReader().lines().filter(line -> !line.startsWith("[D ")))
          .singleElement()
          .asString()
          .contains("is in use");
      assertThat(process.waitFor()).isEqualTo(1);
    }
  }
}
