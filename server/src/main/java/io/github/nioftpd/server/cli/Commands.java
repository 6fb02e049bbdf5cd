package io.github.nioftpd.server.cli;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.server.config.binding.WrongConfigurationException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The commands of {@code nioftpd}. The exit code is 0 for success, 2 for a wrong command line or
 * configuration, and 1 for any other failure. Each error is one sentence on the standard error.
 */
public final class Commands {

  private Commands() {}

  /**
   * Runs the program.
   *
   * @param arguments the command line
   * @return the exit code
   */
  public static int run(String... arguments) {
    boolean serve = arguments.length > 0 && arguments[0].equals("serve");
    boolean help = arguments.length > 0 && arguments[0].equals("help");
    String[] rest =
        serve || help ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments.clone();
    if (help) {
      rest = Arrays.copyOf(rest, rest.length + 1);
      rest[rest.length - 1] = "--help";
    }
    return commandLine(new ServeCommand()).execute(rest);
  }

  /**
   * Serves until the server is closed or the JVM ends.
   *
   * @param started called with the server when it has started
   * @param arguments the command line: a location and options
   * @return the exit code
   */
  public static int serve(Consumer<FtpServer> started, String... arguments) {
    ServeCommand command = new ServeCommand();
    command.started = started;
    return commandLine(command).execute(arguments);
  }

  /**
   * Returns the command line, for programs that redirect its output.
   *
   * @return the command line with all commands
   */
  public static CommandLine commandLine() {
    return commandLine(new ServeCommand());
  }

  static CommandLine commandLine(ServeCommand command) {
    CommandLine commandLine = new CommandLine(command);
    CommandLine completion = new CommandLine(new AutoComplete.GenerateCompletion());
    completion.getCommandSpec().usageMessage().hidden(true);
    commandLine.addSubcommand("generate-completion", completion);
    commandLine.addSubcommand(new ConfigCommands.Check());
    commandLine.addSubcommand(new ConfigCommands.Config());
    commandLine.addSubcommand(new ConfigCommands.Reload());
    commandLine.addSubcommand(new PasswordCommand());
    commandLine.addSubcommand(new BackendsCommand());
    commandLine.addSubcommand(new ProbeCommand());
    commandLine.addSubcommand(new FixtureCommand());
    commandLine.addSubcommand(new DemoCommand());
    return commandLine
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpLongOptionsMaxWidth(30)
        .setParameterExceptionHandler(
            (e, arguments) -> fail(e.getCommandLine(), usage(e), ExitCode.USAGE))
        .setExecutionExceptionHandler((e, failed, parsed) -> failed(failed, e));
  }

  private static String usage(ParameterException e) {
    String message = String.valueOf(e.getMessage());
    List<String> similar =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    String hint =
        similar.isEmpty() ? "see nioftpd --help" : "did you mean " + similar.getFirst() + "?";
    return message + " (" + hint + ")";
  }

  private static int failed(CommandLine commandLine, Exception e) {
    String message = String.valueOf(e.getMessage());
    return switch (e) {
      case WrongConfigurationException wrong -> failLines(commandLine, message);
      case IllegalArgumentException wrong -> fail(commandLine, message, ExitCode.USAGE);
      case CancellationException stopped -> fail(commandLine, message, ExitCode.SOFTWARE);
      case IOException failure -> fail(commandLine, message, ExitCode.SOFTWARE);
      default -> fail(commandLine, "internal error: " + e, ExitCode.SOFTWARE);
    };
  }

  private static int failLines(CommandLine commandLine, String lines) {
    lines.lines().forEach(line -> commandLine.getErr().println("nioftpd: " + line));
    commandLine.getErr().flush();
    return ExitCode.USAGE;
  }

  private static int fail(CommandLine commandLine, String sentence, int code) {
    commandLine.getErr().println("nioftpd: " + continued(sentence.replaceAll("\\s*\\R\\s*", " ")));
    commandLine.getErr().flush();
    return code;
  }

  /** A sentence as it reads behind a colon: without its capital and its full stop. */
  private static String continued(String sentence) {
    boolean capital = sentence.matches("[A-Z][a-z ].*");
    String begin = capital ? sentence.substring(0, 1).toLowerCase(Locale.ROOT) : "";
    return begin + sentence.substring(begin.length()).replaceFirst("\\.$", "");
  }
}
