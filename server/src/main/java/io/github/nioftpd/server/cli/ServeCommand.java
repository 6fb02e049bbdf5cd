package io.github.nioftpd.server.cli;

import static java.util.Objects.requireNonNull;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.FaultSection;
import io.github.nioftpd.server.config.binding.ConfigurationFile;
import io.github.nioftpd.server.config.binding.FaultChecks;
import io.github.nioftpd.server.config.binding.WrongConfigurationException;
import io.github.nioftpd.server.run.ServerRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nioftpd}: serves until the process ends. Used by one thread. */
@Command(
    name = "nioftpd",
    customSynopsis = {"nioftpd [serve] [LOCATION] [OPTION]...", ""},
    description = {
      "Serves a directory, or any other file system, over FTP.",
      "",
      "Without options, it serves the current directory, read-only, to anonymous users on this"
          + " machine.",
      ""
    },
    versionProvider = ServeCommand.Version.class,
    separator = "=",
    usageHelpWidth = 100,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  nioftpd                                   serve the current directory to this machine",
      "  nioftpd /srv/ftp -i 0.0.0.0 -w -u bob -P secret",
      "                                            let bob read and write /srv/ftp from other"
          + " machines",
      "  nioftpd 'memory:?size=256m' -w            serve memory; its files are lost at the end",
      "  nioftpd config /srv/ftp -w -u bob -P secret",
      "                                            print these options as a configuration file",
      "",
      "nioftpd generate-completion prints a completion script for bash and zsh."
    })
final class ServeCommand implements Callable<Integer> {

  /** The version in the manifest of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Version.class.getPackage().getImplementationVersion();
      return new String[] {"nioftpd " + (version == null ? "(development)" : version)};
    }
  }

  @Mixin ServeOptions options = new ServeOptions();

  @Option(
      names = {"-D", "--debug"},
      description = "Log every command and reply.")
  boolean debug;

  @Option(
      names = {"-q", "--quiet"},
      description = "Suppress startup messages; print warnings only.")
  boolean quiet;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Read all settings from FILE. Only -D and -q may be combined with it.")
  @Nullable Path config;

  @Spec @Nullable CommandSpec spec;

  /** Called with the server when it has started. */
  Consumer<FtpServer> started = server -> {};

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version.")
  boolean version;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  @Override
  public Integer call() throws IOException, InterruptedException, WrongConfigurationException {
    if (config == null) {
      Configuration made = configuration();
      List<FaultSection> unused = FaultChecks.all(made.faults()); // reports mistakes
      ServerRun.withOptions(made, debug, quiet).run(started);
    } else {
      refuseOtherOptions();
      ServerRun.withFile(config, ConfigurationFile.load(config), debug, quiet).run(started);
    }
    return 0;
  }

  /** The configuration that the options make. */
  public Configuration configuration() throws IOException {
    return options.configuration(
        password -> "plain:" + password, requireNonNull(spec).subcommands().keySet());
  }

  /** A file and an option could contradict each other. */
  private void refuseOtherOptions() {
    List<String> allowed = List.of("--config", "--debug", "--quiet");
    for (OptionSpec option : requireNonNull(spec).commandLine().getParseResult().matchedOptions()) {
      if (!allowed.contains(option.longestName())) {
        throw new IllegalArgumentException(
            option.longestName() + " cannot be combined with --config; set it in " + config);
      }
    }
    if (options.location != null) {
      throw new IllegalArgumentException(
          "a location cannot be combined with --config; set the home directories in " + config);
    }
  }
}
