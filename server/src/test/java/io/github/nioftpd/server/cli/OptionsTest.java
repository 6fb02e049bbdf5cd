package io.github.nioftpd.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.TestTls;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.server.config.AnonymousSection;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.FaultsSection;
import io.github.nioftpd.server.config.FilesSection;
import io.github.nioftpd.server.config.ListenerSection;
import io.github.nioftpd.server.config.Location;
import io.github.nioftpd.server.config.PassiveSection;
import io.github.nioftpd.server.config.PermissionSet;
import io.github.nioftpd.server.config.Ports;
import io.github.nioftpd.server.config.ProfileSection;
import io.github.nioftpd.server.config.Setting;
import io.github.nioftpd.server.config.binding.ConfigurationFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Options produce the same configuration as a file with the same settings. */
final class OptionsTest {

  private static Configuration parse(String... arguments) throws IOException {
    ServeCommand command = new ServeCommand();
    Commands.commandLine(command).parseArgs(arguments);
    return command.configuration();
  }

  private static ProfileSection profile(Configuration configuration) {
    return configuration
        .anonymous()
        .map(AnonymousSection::profile)
        .orElseGet(() -> configuration.users().values().iterator().next().profile());
  }

  private static String password(Configuration configuration) {
    return configuration.users().get("bob").password().orElseThrow().value();
  }

  @Test
  void theDefaultsMatchThoseOfAFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("f.yaml");
    Files.writeString(
        file, "anonymous: {home: " + Path.of("").toAbsolutePath() + ", permissions: read-only}\n");
    assertThat(parse()).isEqualTo(ConfigurationFile.load(file));
  }

  static Stream<List<String>> commands() {
    return Stream.of(
        List.of("memory:"),
        List.of("memory:?size=1m", "-w"),
        List.of(".", "-w", "-u", "bob", "-P", "secret: #\"x\""),
        List.of("-d", ".", "-i", "", "-p", "2122", "-n", "ftp.example.org", "-r", "8000-9000"),
        List.of("-i", "::1", "--permit-foreign-addresses", "--permit-privileged-ports"),
        List.of("src/{a}%20b", "--symlinks=none", "--sync=on-close", "--atomic-uploads"),
        List.of("vfs:ram:", "--atomic-uploads", "--encoding=latin-1", "--use-localtime"),
        List.of("s3://b/p?region=x", "--setting", "tags=a=b&c={user}", "--disable-sendfile"),
        List.of("memory:", "--mount", "/a=s3://b?read-only=true", "--mount=/b/c=memory:"),
        List.of("--banner=Hi: #1", "--timeout=0", "--max-cons=1", "--max-cons-per-ip=2"),
        List.of("--max-transfers=3", "--max-login-attempts=4", "--ban-after=5"),
        List.of("--ban-exempt=10.0.0.0/8,192.0.2.1", "--concurrency=async"),
        List.of("--tls", "--tls-control-required", "--tls-data-required", "--tls-ccc"),
        List.of("--tls", "--tls-implicit", "--tls-resumption=required"),
        List.of("--tls", "--tls-control-required", "--compatibility=no-close-notify"),
        List.of("--tls", "--certfile=C", "--key-password=file:P"),
        List.of("--tls", "--tls-client-ca=A", "--tls-client-required"));
  }

  /** The step from a trial to a service. */
  @ParameterizedTest
  @MethodSource("commands")
  void thePrintedFileMakesTheSameConfiguration(List<String> command, @TempDir Path directory)
      throws Exception {
    Path certificate = directory.resolve("server.p12");
    try (InputStream in = TestTls.class.getResourceAsStream("/tls/server.p12")) {
      Files.copy(in, certificate);
    }
    Path authority =
        Files.writeString(directory.resolve("ca.pem"), TestTls.pem(TestTls.authority()));
    Path secret = Files.writeString(directory.resolve("p"), "changeit\n");
    List<String> arguments = new ArrayList<>(List.of("config"));
    command.forEach(
        each ->
            arguments.add(
                each.replace("=C", "=" + certificate)
                    .replace("=A", "=" + authority)
                    .replace(":P", ":" + secret)));
    StringWriter out = new StringWriter();
    CommandLine program = Commands.commandLine().setOut(new PrintWriter(out));
    assertThat(program.execute(arguments.toArray(String[]::new))).isZero();
    assertThat(out.toString()).doesNotContain("secret: #", "****");

    ServeCommand serve = new ServeCommand();
    Commands.commandLine(serve)
        .parseArgs(arguments.subList(1, arguments.size()).toArray(String[]::new));
    String hash = out.toString().replaceFirst("(?s).*\\n    password: \"?([^\"\\n]*).*", "$1");
    assertThat(
            ConfigurationFile.load(Files.writeString(directory.resolve("f.yaml"), out.toString())))
        .isEqualTo(serve.options.configuration(password -> hash, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config pom.xml -w",
        "config vfs:sftp://bob:hidden@host/dir",
        "config --mount /m=vfs:sftp://bob:hidden@host/dir"
      })
  void filesWithOptionsAndPasswordsInLocationsAreNotPrinted(String line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine program = Commands.commandLine();
    program.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    assertThat(program.execute(line.split(" "))).isEqualTo(2);
    assertThat(out + "" + err).doesNotContain("hidden");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-i localhost",
        "--interface localhost",
        "--interface=0.0.0.0",
        "-i ::",
        "-p 2122",
        "-p2122",
        "--port=2122",
        "-w",
        "--write",
        "-d .",
        "--directory=.",
        "-n 192.0.2.1",
        "--nat-address=ftp.example.org",
        "-r 8000-9000",
        "--range=8000-9000",
        "-D",
        "--debug",
        "-wD",
        "-u bob -P secret",
        "--username=bob --password=secret",
        "--concurrency=async",
        "--concurrency pre-fork",
        "--concurrency multi-thread",
        "--concurrency multi-proc",
        "--timeout 60",
        "--banner hello",
        "--permit-foreign-addresses",
        "--permit-privileged-ports",
        "--encoding utf8",
        "--encoding latin-1",
        "--use-localtime",
        "--disable-sendfile",
        "--max-cons 10",
        "--max-cons-per-ip=2",
        "--max-login-attempts 1",
      })
  void everyOptionOfPyftpdlibIsAccepted(String line) throws IOException {
    assertThat(parse(line.split(" ")).listeners().getFirst().address().getPort()).isIn(2121, 2122);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.0.0.0", "::"})
  void allAddressesHaveThreeNotations(String address) throws IOException {
    for (String[] arguments : new String[][] {{"-i", address}, {"--interface=" + address}}) {
      ListenerSection listener = parse(arguments).listeners().getFirst();
      assertThat(listener.address().getAddress().isAnyLocalAddress()).isTrue();
    }
  }

  @Test
  void valuesReachTheSettings() throws IOException {
    Configuration configuration =
        parse("-w", "-r", "8000-8009", "-n", "192.0.2.1", "-u", "bob", "-P", "@=\"x\" ", "memory:");
    assertThat(configuration.passive())
        .isEqualTo(
            new PassiveSection(
                Optional.of(new Ports(8000, 8009)), Optional.of("192.0.2.1"), Map.of()));
    assertThat(profile(configuration).permissions()).contains(new PermissionSet(Permission.all()));
    assertThat(password(configuration)).isEqualTo("plain:@=\"x\" ");
    assertThat(profile(configuration).home()).contains(new Location("memory:"));
    assertThat(configuration.anonymous()).isEmpty();
  }

  @Test
  void settingsOfTheLocationAreGivenOneByOne() throws IOException {
    Configuration configuration =
        parse("memory:", "--setting", "size=1m", "--setting=tags=a=b&c=d");
    assertThat(profile(configuration).settings())
        .isEqualTo(Map.of("size", new Setting("1m"), "tags", new Setting("a=b&c=d")));
  }

  @Test
  void optionsOfLocalDisksAreSettingsOfOtherLocations() throws IOException {
    String[] options = {"--symlinks=none", "--atomic-uploads", "--sync=on-close", "."};
    FilesSection files = parse(options).files();
    assertThat(files.symlinks()).isEqualTo(FilesSection.Links.NONE);
    assertThat(files.sync()).isEqualTo(FilesSection.Sync.ON_CLOSE);
    assertThat(files.atomicUploads()).isTrue();
    assertThat(profile(parse(options)).settings()).isEmpty();
    options[3] = "memory:";
    assertThat(profile(parse(options)).settings())
        .containsOnlyKeys("symlinks", "atomic-uploads", "sync");
  }

  @Test
  void aPasswordComesFromTheFirstLineOfAFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("password"), "pässword \nmore\n");
    assertThat(password(parse("-u", "bob", "--password-file", file.toString())))
        .isEqualTo("plain:pässword ");
  }

  @Test
  void theHelpNamesEveryOptionOnceAndFitsTheScreen() {
    CommandLine commandLine = Commands.commandLine();
    String help = commandLine.getUsageMessage(CommandLine.Help.Ansi.OFF);
    assertThat(help)
        .startsWith("Usage: nioftpd [serve] [LOCATION] [OPTION]...")
        .contains("Examples:", "memory:?size=", "127.0.0.1", "2121", "8000-9000")
        .doesNotContain("${", "%n");
    List<String> lines = help.lines().toList();
    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    assertThat(lines.stream().filter(line -> line.startsWith("  nioftpd")))
        .hasSizeGreaterThanOrEqualTo(3);
    commandLine
        .getCommandSpec()
        .options()
        .forEach(
            option ->
                assertThat(
                        lines.stream()
                            .filter(
                                line ->
                                    line.matches(".*[ ,]" + option.longestName() + "\\b(?!-).*")))
                    .as(option.longestName())
                    .isNotEmpty());
  }

  @Test
  void theOptionsAreThese() {
    assertThat(new TreeSet<>(Commands.commandLine().getCommandSpec().optionsMap().keySet()))
        .contains("-i", "-p", "-w", "-d", "-n", "-r", "-D", "-u", "-P", "-h", "-V", "--help")
        .contains(
            "--tls", "--keyfile", "--certfile", "--tls-control-required", "--tls-data-required");
  }

  @Test
  void faultsNeedASecondOption() throws Exception {
    assertThatThrownBy(() -> parse("--faults=f.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("add --allow-faults");
    FaultsSection faults = parse("--faults=f.yaml", "--allow-faults").faults();
    assertThat(faults.allowed()).isTrue();
    assertThat(faults.file()).contains(Path.of("f.yaml").toAbsolutePath());
  }
}
