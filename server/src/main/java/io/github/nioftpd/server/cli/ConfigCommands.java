package io.github.nioftpd.server.cli;

import static java.util.Objects.requireNonNull;

import io.github.nioftpd.server.config.Location;
import io.github.nioftpd.server.config.binding.ConfigurationFile;
import io.github.nioftpd.server.config.binding.Printer;
import io.github.nioftpd.server.config.binding.WrongConfigurationException;
import io.github.nioftpd.server.password.Algorithm;
import io.github.nioftpd.server.probe.MachineChecks;
import io.github.nioftpd.server.probe.ProbeReport;
import io.github.nioftpd.server.run.ControlSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The commands that deal with a configuration file and serve nothing. Each is used by one thread.
 */
final class ConfigCommands {

  private ConfigCommands() {}

  /** {@code nioftpd check}. */
  @Command(
      name = "check",
      description = "Check a configuration file and report all mistakes.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {

    @Spec @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Configuration file.")
    @Nullable Path file;

    @Option(
        names = "--probe",
        description =
            "Also try each operation once on each location of the file, like 'nioftpd probe'."
                + " Nothing is written where users can only read.")
    boolean probe;

    @Override
    public Integer call() throws WrongConfigurationException {
      CommandLine program = requireNonNull(spec).commandLine();
      boolean works = true;
      if (probe) {
        try (ProbeReport report = new ProbeReport(program.getOut())) {
          check(program, Optional.of(report));
          works = report.end();
        }
      } else {
        check(program, Optional.empty());
      }
      program.getOut().println(file + ": no mistakes found");
      return works ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void check(CommandLine program, Optional<ProbeReport> report)
        throws WrongConfigurationException {
      ConfigurationFile.check(
              requireNonNull(file),
              (configuration, problems) -> MachineChecks.check(configuration, problems, report))
          .forEach(line -> program.getErr().println("nioftpd: " + line));
      program.getErr().flush();
    }
  }

  /** {@code nioftpd config}. */
  @Command(
      name = "config",
      customSynopsis = {"nioftpd config [FILE]", "       nioftpd config LOCATION [OPTION]...", ""},
      description = {
        "Print a configuration with all defaults and comments: that of FILE, that of the options,"
            + " or the defaults.",
        "",
        "A password given with -P or --password-file is printed as a hash. Other secrets are"
            + " printed as file:PATH or env:NAME where they come from there, otherwise as ****.",
        ""
      },
      separator = "=",
      usageHelpWidth = 100,
      sortOptions = false,
      mixinStandardHelpOptions = true)
  static final class Config implements Callable<Integer> {

    private static final Pattern PASSWORD = Pattern.compile("://[^/]*:[^/@]+@");

    @Spec @Nullable CommandSpec spec;

    @Mixin ServeOptions options = new ServeOptions();

    @Override
    public Integer call() throws IOException, WrongConfigurationException {
      CommandLine program = requireNonNull(spec).commandLine();
      program.getOut().print(text(program.getParseResult().matchedOptions().isEmpty()));
      program.getOut().flush();
      return ExitCode.OK;
    }

    private String text(boolean alone) throws IOException, WrongConfigurationException {
      @Nullable String argument = options.location;
      if (alone && argument == null) {
        return Printer.print(ConfigurationFile.defaults());
      }
      if (alone && argument != null && !isLocation(argument)) {
        return Printer.print(ConfigurationFile.load(Path.of(argument)));
      }
      if (argument != null && Files.isRegularFile(Path.of(argument))) {
        throw refused(argument + " is a file; give either a configuration file or options");
      }
      if (options.locations().anyMatch(PASSWORD.asPredicate())) {
        throw refused("a location contains a password; use --setting password=file:PATH instead");
      }
      return Printer.printWithHashes(options.configuration(Algorithm.ARGON2ID::hash, List.of()));
    }

    private ParameterException refused(String reason) {
      return new ParameterException(requireNonNull(spec).commandLine(), reason);
    }

    private static boolean isLocation(String argument) {
      return Location.isUri(argument) || Files.isDirectory(Path.of(argument));
    }
  }

  /** {@code nioftpd reload}. */
  @Command(
      name = "reload",
      description = "Make a running server read its configuration file again.",
      mixinStandardHelpOptions = true)
  static final class Reload implements Callable<Integer> {

    @Spec @Nullable CommandSpec spec;

    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description = "Configuration file of the server; its key control-socket is used.")
    @Nullable Path file;

    @Option(
        names = "--socket",
        paramLabel = "PATH",
        description = "Control socket of the server, instead of FILE.")
    @Nullable Path socket;

    @Override
    public Integer call() throws IOException, WrongConfigurationException {
      String answer = ControlSocket.reload(socket());
      if (!answer.startsWith("ok: ")) {
        throw new IOException(answer.replaceFirst("^failed: ", ""));
      }
      requireNonNull(spec).commandLine().getOut().println(answer.substring("ok: ".length()));
      return ExitCode.OK;
    }

    private Path socket() throws IOException, WrongConfigurationException {
      if (socket != null) {
        return socket;
      }
      if (file == null) {
        throw new IllegalArgumentException(
            "the configuration file of the server is missing; add it, or --socket=PATH");
      }
      return ConfigurationFile.load(file)
          .controlSocket()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      file
                          + " has no key control-socket; add it and restart the server, or send"
                          + " SIGHUP to its process"));
    }
  }
}
