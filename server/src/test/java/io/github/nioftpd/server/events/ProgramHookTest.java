package io.github.nioftpd.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.fs.NameBytes;
import io.github.nioftpd.server.config.EventsSection.ProgramSection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramHookTest {

  private static final Client CLIENT =
      new Client(1, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), "bob");

  @TempDir private Path directory;

  private static EventJson deleted(String path) {
    return EventJson.of(EventPaths.deleted(CLIENT, path), Instant.EPOCH);
  }

  /** The program is sh with a script file, so event data is never code. */
  private Program program(String script, Duration timeout, String... arguments) throws IOException {
    Path file = Files.writeString(directory.resolve("script"), script);
    List<String> command = new java.util.ArrayList<>(List.of("/bin/sh", file.toString()));
    command.addAll(List.of(arguments));
    return new Program(new ProgramSection(command, List.of("delete"), timeout));
  }

  @Test
  void fieldsAreInTheEnvironmentAndInArgumentPlaceholders() throws IOException {
    String evil = "/a b;$(touch x)`touch y` {user} \"'";
    String script =
        "printf '%s|' \"$NIOFTPD_PATH\" \"$NIOFTPD_EVENT\" \"$NIOFTPD_USER\" \"$@\" >"
            + directory
            + "/out";
    try (Program program =
        program(script, Duration.ofSeconds(30), "--file={path}", "{nothing}", "{user}")) {
      assertThat(program.permits(deleted(evil))).isTrue();
    }
    assertThat(directory.resolve("out"))
        .hasContent(evil + "|delete|bob|--file=" + evil + "|{nothing}|bob|");
  }

  @Test
  void aNameThatIsNotUtf8IsPassedByteForByte() throws IOException {
    String path = "/caf\uDCE9 \u00e9\\n$(touch x)%s\n";
    String script =
        "printf '%s|' \"$NIOFTPD_PATH\" \"$NIOFTPD_USER\" \"$@\" >" + directory + "/out";
    try (Program program =
        program(script, Duration.ofSeconds(30), "--file={path}", "{nothing}", "\\t$HOME")) {
      assertThat(program.permits(deleted(path))).isTrue();
    }
    assertThat(directory.resolve("out"))
        .hasBinaryContent(NameBytes.encode(path + "|bob|--file=" + path + "|{nothing}|\\t$HOME|"));
  }

  @Test
  void theProgramSeesNothingElseOfTheServersEnvironment() throws IOException {
    try (Program program = program("env >" + directory + "/out", Duration.ofSeconds(30))) {
      assertThat(program.permits(deleted("/a"))).isTrue();
    }
    assertThat(Files.readAllLines(directory.resolve("out")))
        .allMatch(
            line -> line.matches("(NIOFTPD_|PATH=|LANG=|LC_ALL=|TZ=|PWD=|_=|SHLVL=|OLDPWD=).*"));
  }

  @Test
  void theExitCodeDecidesAVeto() throws IOException {
    try (Program program = program("exit 3", Duration.ofSeconds(30))) {
      assertThat(program.permits(deleted("/a"))).isFalse();
    }
  }

  @Test
  void aMissingProgramIsAVeto() {
    ProgramSection settings =
        new ProgramSection(List.of("/no/such/program"), List.of(), Duration.ofSeconds(1));
    try (Program program = new Program(settings)) {
      assertThat(program.permits(deleted("/a"))).isFalse();
    }
  }

  @Test
  void aProgramThatTimesOutIsEndedWithItsChildren() throws IOException {
    String script =
        "echo $$ >" + directory + "/pid; sleep 600 & echo $! >>" + directory + "/pid; wait";
    try (Program program = program(script, Duration.ofSeconds(2))) {
      assertThat(program.permits(deleted("/a"))).isFalse();
    }
    for (String pid : Files.readAllLines(directory.resolve("pid"))) {
      until(() -> !ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false));
    }
  }

  @Test
  void theCallerDoesNotWaitForANotifiedProgram() throws IOException {
    Path go = directory.resolve("go");
    String script =
        "while [ ! -e " + go + " ]; do sleep 0.05; done; echo x >>" + directory + "/out";
    Duration timeout = Duration.ofSeconds(60); // a waiting caller would wait that long
    try (Program program = program(script, timeout)) {
      long began = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        program.tell(deleted("/" + i));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(timeout);
      Files.createFile(go);
      until(() -> lines(directory.resolve("out")) == 20);
    }
  }

  private static int lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static void until(java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }
}
