package io.github.nioftpd.server.cli;

import io.github.nioftpd.server.config.AccountSection;
import io.github.nioftpd.server.config.AddressesSection;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.EventsSection;
import io.github.nioftpd.server.config.Location;
import io.github.nioftpd.server.config.ProfileSection;
import io.github.nioftpd.server.config.ProfileSection.MessagesSection;
import io.github.nioftpd.server.config.QuotaSection;
import io.github.nioftpd.server.config.binding.Checks;
import io.github.nioftpd.server.config.binding.Problem;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that describe a server, and the configuration that they make. */
final class ServeOptions {

  /** The options by the keys that they set, without the name of the user. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "passive.ports", "--range",
          "passive.address", "--nat-address",
          "settings", "--setting",
          "mounts", "--mount");

  @Parameters(
      arity = "0..1",
      paramLabel = "LOCATION",
      description =
          "Directory or URI to serve, such as file:///srv/ftp, memory:?size=512m or"
              + " s3://bucket/prefix?region=eu-central-1 (default: current directory).")
  @Nullable String location;

  @Option(
      names = {"-d", "--directory"},
      paramLabel = "PATH",
      description = "Directory to serve; the same as LOCATION.")
  @Nullable String directory;

  @ArgGroup(validate = false, order = 1, heading = "%nAccess:%n")
  AccountOptions accounts = new AccountOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nNetwork:%n")
  NetworkOptions network = new NetworkOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nFiles:%n")
  FileOptions files = new FileOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nSessions:%n")
  SessionOptions sessions = new SessionOptions();

  @ArgGroup(validate = false, order = 5, heading = "%nTLS:%n")
  TlsOptions tls = new TlsOptions();

  @ArgGroup(validate = false, order = 6, heading = "%nTests of clients:%n")
  FaultOptions tests = new FaultOptions();

  /**
   * Returns the configuration that a file with the same settings would have.
   *
   * @param password turns the password of a user into the value of the key
   * @param commands the names of commands, for the case that the location is a misspelt one
   * @throws IllegalArgumentException when the options are wrong; the message is one sentence
   * @throws IOException when a file that they name cannot be read
   */
  Configuration configuration(UnaryOperator<String> password, Collection<String> commands)
      throws IOException {
    tls.check();
    Location home = home(commands);
    ProfileSection profile = profile(home);
    Configuration configuration =
        new Configuration(
            List.of(tls.listener(network.address())),
            tls.section(),
            accounts.users(profile, password),
            Map.of(),
            accounts.anonymous(profile),
            Optional.empty(),
            Optional.empty(),
            List.of(Configuration.Source.values()),
            sessions.limits(),
            AddressesSection.ALL,
            network.passive(),
            network.data(),
            files.section(home),
            QuotaSection.MEMORY,
            EventsSection.NONE,
            tests.section(),
            sessions.banner(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    Checks.of(configuration).stream()
        .findFirst()
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(named(problem));
            });
    return configuration;
  }

  /** The locations as given: that of the root, and those of the mounts. */
  Stream<String> locations() {
    return Stream.concat(
        Stream.ofNullable(location),
        files.mounts().stream().map(mount -> mount.location().template()));
  }

  private ProfileSection profile(Location home) {
    return new ProfileSection(
        Optional.of(home),
        files.settings(home),
        Optional.empty(),
        files.mounts(),
        Optional.empty(),
        Optional.of(accounts.permissions()),
        List.of(),
        Optional.empty(),
        List.of(),
        AccountSection.NONE,
        MessagesSection.NONE,
        Optional.empty());
  }

  private Location home(Collection<String> commands) {
    if (location != null && directory != null) {
      throw new IllegalArgumentException(
          "the location is given twice: " + location + " and -d " + directory);
    }
    if (location == null) {
      return Location.ofDirectory(directory == null ? "" : directory);
    }
    Misunderstood.refuse(location, commands);
    return Location.ofArgument(location);
  }

  private static String named(Problem problem) {
    String key = problem.key().replaceFirst("^(users\\.[^.]*|anonymous)\\.", "");
    String option = OPTIONS.getOrDefault(key.replaceFirst("[.\\[](?!ports|address).*", ""), "");
    return (option.isEmpty() ? key : option) + ": " + problem.text();
  }
}
