package io.github.nioftpd.server.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the system that a test drives. */
public final class External {

  private static final int PATIENCE_SECONDS = 60;

  private final Path program;
  private final Path directory;
  private final List<String> firstArguments;

  private External(Path program, Path directory, List<String> firstArguments) {
    this.program = program;
    this.directory = directory;
    this.firstArguments = firstArguments;
  }

  /**
   * Finds a program.
   *
   * @param name its name
   * @param directory where it works, and what it takes for its user's home
   * @param firstArguments what every run of it begins with
   */
  public static External of(String name, Path directory, String... firstArguments) {
    return new External(Installed.program(name), directory, List.of(firstArguments));
  }

  /** Uses an installed program. */
  static External at(Path program, Path directory, List<String> firstArguments) {
    return new External(program, directory, firstArguments);
  }

  /** Runs the program, which must succeed, and returns its output. */
  public String run(String... arguments) throws IOException, InterruptedException {
    return run(0, "", arguments);
  }

  /** Runs the program with an input, asserts its exit code, and returns its output. */
  public String run(int exitCode, String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = command(arguments);
    Path in = Files.writeString(Files.createTempFile("client", ".in"), input);
    Path out = Files.createTempFile("client", ".out");
    try {
      Process process = start(command, in, out);
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      String output = new String(Files.readAllBytes(out), UTF_8);
      assertThat(ended)
          .as("%s ends within %d s; it printed%n%s", command, PATIENCE_SECONDS, output)
          .isTrue();
      assertThat(process.exitValue())
          .as("exit code of %s, which printed%n%s", command, output)
          .isEqualTo(exitCode);
      return output;
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }

  /** Starts the program, which the caller ends; its output goes to a file in its directory. */
  Process begin(String... arguments) throws IOException {
    Path in = Files.writeString(Files.createTempFile(directory, "client", ".in"), "");
    return start(command(arguments), in, Files.createTempFile(directory, "client", ".out"));
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(firstArguments);
    command.addAll(List.of(arguments));
    return command;
  }

  private Process start(List<String> command, Path in, Path out) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    environment.keySet().removeIf(name -> name.startsWith("XDG_"));
    environment.put("HOME", directory.toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("TERM", "dumb");
    environment.put("TZ", "UTC");
    return builder
        .directory(directory.toFile())
        .redirectInput(in.toFile())
        .redirectOutput(out.toFile())
        .redirectErrorStream(true)
        .start();
  }
}
