package io.github.nioftpd.server.cli;

import static java.util.Objects.requireNonNull;

import io.github.nioftpd.server.password.Algorithm;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nioftpd password}. Used by one thread. */
@Command(
    name = "password",
    description = {
      "Create a password hash for the configuration file.",
      "",
      "Reads the password from the terminal, or from standard input if that is not a terminal."
    },
    mixinStandardHelpOptions = true)
final class PasswordCommand implements Callable<Integer> {

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--algorithm",
      paramLabel = "NAME",
      description = "Hash algorithm: argon2id (default), bcrypt or pbkdf2.")
  Algorithm algorithm = Algorithm.ARGON2ID;

  @Override
  @SuppressWarnings("SystemConsoleNull") // the property sees to it that it does
  public Integer call() throws IOException {
    // With its other console a JDK from 22 on says that there is one when there is no terminal.
    System.setProperty("jdk.console", "java.base");
    Console console = System.console();
    if (console == null && isTyped()) {
      throw new IllegalArgumentException(
          "the password would be visible while it is typed; do not redirect the output, or pipe the"
              + " password in");
    }
    String password = console == null ? firstLine() : ask(console);
    if (password.isEmpty()) {
      throw new IllegalArgumentException("the password is empty");
    }
    requireNonNull(spec).commandLine().getOut().println(algorithm.hash(password));
    return ExitCode.OK;
  }

  /** Whether the input is typed on a terminal. */
  private static boolean isTyped() {
    try {
      String input = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
      return input.startsWith("/dev/pts/") || input.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false; // not Linux
    }
  }

  private static String ask(Console console) {
    char[] first = console.readPassword("Password: ");
    char[] second = console.readPassword("Repeat password: ");
    if (first == null || !Arrays.equals(first, second)) {
      throw new IllegalArgumentException("the passwords differ");
    }
    return new String(first);
  }

  private static String firstLine() throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    @Nullable String line = input.readLine();
    return line == null ? "" : line;
  }
}
