package io.github.nioftpd.server;

import static java.util.Objects.requireNonNull;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.server.config.WrongConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line and what it starts. Used by one thread. */
@Command(
    name = "nioftpd",
    customSynopsis = {"nioftpd [serve] [LOCATION] [OPTION]...", ""},
    description = {
      "Serves a directory, or any other file system, over FTP.",
      "",
      "Without options: the current directory, to anonymous users, read-only, on this machine"
          + " alone.",
      ""
    },
    versionProvider = ServeCommand.Version.class,
    separator = "=",
    usageHelpWidth = 100,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  nioftpd                                   share the current directory with this machine",
      "  nioftpd /srv/ftp -i 0.0.0.0 -w -u bob -P secret",
      "                                            let bob read and write /srv/ftp from anywhere",
      "  nioftpd 'memory:?size=256m' -w            a scratch area that forgets everything at the"
          + " end",
      "",
      "nioftpd generate-completion prints the completion of these options for bash and zsh."
    })
final class ServeCommand implements Callable<Integer> {

  /** The version of this program, as the archive it came in says. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Version.class.getPackage().getImplementationVersion();
      return new String[] {"nioftpd " + (version == null ? "(development)" : version)};
    }
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "LOCATION",
      description =
          "A directory or a URI, such as file:///srv/ftp, memory:?size=512m or"
              + " s3://bucket/prefix?region=eu-central-1 (default: current directory).")
  @Nullable String location;

  @Option(
      names = {"-d", "--directory"},
      paramLabel = "PATH",
      description = "The directory to share; the same as LOCATION.")
  @Nullable String directory;

  @Option(
      names = {"-D", "--debug"},
      description = "Log every command and every reply.")
  boolean debug;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing at the start but what is amiss.")
  boolean quiet;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "Take everything from a configuration file; of the other options -D and -q alone may be"
              + " given, too.")
  @Nullable Path config;

  @Spec @Nullable CommandSpec spec;

  /** What is told of the server when it has started. */
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

  @ArgGroup(validate = false, order = 1, heading = "%nWho may do what:%n")
  AccountOptions accounts = new AccountOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nNetwork:%n")
  NetworkOptions network = new NetworkOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nFiles:%n")
  FileOptions files = new FileOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nSessions:%n")
  SessionOptions sessions = new SessionOptions();

  @ArgGroup(validate = false, order = 5, heading = "%nTLS:%n")
  TlsOptions tls = new TlsOptions();

  @Override
  public Integer call() throws IOException, InterruptedException, WrongConfigurationException {
    if (config != null) {
      refuseOtherOptions();
      new ConfiguredRun(config, debug, quiet).run();
      return 0;
    }
    LogLevel.set(debug);
    check();
    try (Mounts mounts = Mounts.open(Locations.open(where(), files.settings()), files.mounts);
        FtpServer server = start(mounts.served())) {
      new StartupMessage(this, mounts, server).log();
      ClassArchive.keep();
      started.accept(server);
      Shutdown.closeAtTheEnd(server, () -> {});
      server.join();
    }
    return 0;
  }

  /** A file and options could say two things of the same. */
  private void refuseOtherOptions() {
    List<String> allowed = List.of("--config", "--debug", "--quiet");
    for (OptionSpec option : requireNonNull(spec).commandLine().getParseResult().matchedOptions()) {
      if (!allowed.contains(option.longestName())) {
        throw new IllegalArgumentException(
            option.longestName() + " and --config do not go together: say it in " + config);
      }
    }
    if (location != null) {
      throw new IllegalArgumentException(
          "a location and --config do not go together: the file says where users are at home");
    }
  }

  /** Finds what is wrong with the options before anything is opened. */
  void check() throws IOException {
    if (location != null && directory != null) {
      throw new IllegalArgumentException(
          "the location is given twice, as " + location + " and with -d " + directory);
    }
    tls.check();
    accounts.check();
    files.check();
    sessions.check();
    network.passivePorts();
  }

  private String where() {
    if (directory != null) {
      return Locations.ofDirectory(directory);
    }
    if (location == null) {
      return Locations.ofDirectory("");
    }
    Misunderstood.refuse(location, requireNonNull(spec).subcommands().keySet());
    return location;
  }

  /** Starts the server. */
  FtpServer start(Locations.Served served) throws IOException {
    FtpServer.Builder builder =
        FtpServer.builder().authenticator(accounts.authenticator(served.fileSystem()));
    network.apply(builder, tls.policy(network.names()), tls.compatibility());
    files.apply(builder);
    sessions.apply(builder);
    try {
      return builder.start();
    } catch (IOException e) {
      throw network.explained(e);
    }
  }
}
