package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.config.PassivePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class OptionsTest {

  private static ServeCommand parse(String... arguments) throws IOException {
    ServeCommand command = new ServeCommand();
    Main.commandLine(command).parseArgs(arguments);
    command.check();
    return command;
  }

  @Test
  void theDefaultsAreThoseOfPyftpdlibButForTheAddress() throws IOException {
    ServeCommand command = parse();
    assertThat(command.network.listen).isEqualTo("127.0.0.1");
    assertThat(command.network.port).isEqualTo(2121);
    assertThat(command.network.passivePorts()).isEqualTo(PassivePorts.ANY);
    assertThat(command.network.foreignAddresses).isFalse();
    assertThat(command.network.privilegedPorts).isFalse();
    assertThat(command.accounts.permissions()).isEqualTo(Permission.parse("elr"));
    assertThat(command.accounts.user).isNull();
    assertThat(command.files.encoding).isEqualTo("utf-8");
    assertThat(command.files.localTime).isFalse();
    assertThat(command.files.disableSendfile).isFalse();
    assertThat(command.files.settings()).isEmpty();
    assertThat(command.sessions.timeout).isEqualTo(300);
    assertThat(command.sessions.sessions).isEqualTo(512);
    assertThat(command.sessions.sessionsPerAddress).isZero();
    assertThat(command.sessions.loginAttempts).isEqualTo(3);
    assertThat(command.sessions.banner).isNull();
    assertThat(command.debug).isFalse();
  }

  @Test
  void settingsOfTheLocationAreGivenOneByOne() throws IOException {
    ServeCommand command = parse("memory:", "--setting", "size=1m", "--setting=tags=a=b&c=d");
    assertThat(command.files.settings()).isEqualTo(Map.of("size", "1m", "tags", "a=b&c=d"));
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
    assertThat(parse(line.split(" ")).network.address().getPort()).isIn(2121, 2122);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.0.0.0", "::"})
  void everywhereIsWrittenInThreeWays(String address) throws IOException {
    assertThat(parse("-i", address).network.address().getAddress().isAnyLocalAddress()).isTrue();
    assertThat(parse("--interface=" + address).network.listen).isEqualTo(address);
  }

  @Test
  void valuesArrive() throws IOException {
    ServeCommand command =
        parse("-w", "-r", "8000-8009", "-n", "192.0.2.1", "-u", "bob", "-P", "@=\"x\" ", "memory:");
    assertThat(command.network.passivePorts())
        .usingRecursiveComparison()
        .isEqualTo(PassivePorts.range(8000, 8009).advertising("192.0.2.1"));
    assertThat(command.accounts.permissions()).isEqualTo(Permission.all());
    assertThat(command.accounts.password).isEqualTo("@=\"x\" ");
    assertThat(command.location).isEqualTo("memory:");
  }

  @Test
  void theBackendLearnsOnlyWhatWasGiven() throws IOException {
    assertThat(parse("--symlinks=none", "--atomic-uploads", "--sync=on-close").files.settings())
        .isEqualTo(Map.of("symlinks", "none", "atomic-uploads", "true", "sync", "on-close"));
    assertThat(parse("--symlinks", "follow").files.settings())
        .isEqualTo(Map.of("symlinks", "follow"));
  }

  @Test
  void aPasswordComesFromTheFirstLineOfAFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("password"), "pässword \nmore\n");
    assertThat(parse("-u", "bob", "--password-file", file.toString()).accounts.password)
        .isEqualTo("pässword ");
  }

  @Test
  void theHelpNamesEveryOptionOnceAndFitsTheScreen() {
    CommandLine commandLine = Main.commandLine(new ServeCommand());
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
    assertThat(
            new TreeSet<>(
                Main.commandLine(new ServeCommand()).getCommandSpec().optionsMap().keySet()))
        .contains("-i", "-p", "-w", "-d", "-n", "-r", "-D", "-u", "-P", "-h", "-V", "--help")
        .contains(
            "--tls", "--keyfile", "--certfile", "--tls-control-required", "--tls-data-required");
  }
}
