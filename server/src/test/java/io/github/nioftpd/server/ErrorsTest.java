package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.server.cli.Commands;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.binding.ConfigurationFile;
import io.github.nioftpd.server.run.ConfiguredServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error is one sentence on standard error and an exit code. */
final class ErrorsTest {

  private static final int USAGE = 2;
  private static final int FAILURE = 1;

  private static void assertFails(int code, String sentence, String... arguments) {
    StringWriter err = new StringWriter();
    int actual = Commands.commandLine().setErr(new PrintWriter(err)).execute(arguments);
    assertThat(err.toString().lines())
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("nioftpd: ").containsIgnoringCase(sentence));
    assertThat(actual).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--colour | unknown option: '--colour'",
        "--writ | did you mean --write?",
        "-p | Missing required parameter for option '--port'",
        "-p abc | 'abc' is not an int",
        "memory: -p 65536 | --port: \"65536\" is not a whole number from 0 to 65535",
        "-r 8000 | --range: \"8000\" is not a range of ports",
        "-r 9000-8000 | the first port must not be greater than the last",
        "-r 0-10 | ports must be between 1 and 65535",
        "-r 1-99999 | ports must be between 1 and 65535",
        "memory: -i 192.0.2.256 | --interface: 192.0.2.256 is neither an IP address nor a known"
            + " host name",
        "-n ::1 | --nat-address: \"::1\" is not a host name or an IPv4 address",
        "--encoding klingon | --encoding: \"klingon\" is not a charset",
        "--encoding ? | --encoding: \"?\" is not a charset",
        "--timeout -1 | --timeout: \"-1\" is not a whole number of at least 0",
        "--max-login-attempts 0 | --max-login-attempts: \"0\" is not a whole number of at least 1",
        "--ban-after 101 | --ban-after: \"101\" is not a whole number from 0 to 100",
        "--ban-exempt localhost | --ban-exempt: \"localhost\" is not a network",
        "--max-cons=-1 | --max-cons: \"-1\" is not a whole number of at least 0",
        "--concurrency many | async, pre-fork, multi-thread, multi-proc",
        "--symlinks some | --symlinks: \"some\" is not one of within-root, none, follow",
        "--sync always | --sync: \"always\" is not one of none, on-close",
        "--keyfile k --certfile c | the options for TLS need --tls",
        "--tls-control-required | need --tls",
        "--tls-data-required | need --tls",
        "--tls --keyfile k | add --certfile",
        "--tls --tls-client-required | needs --tls-client-ca",
        "--tls --tls-resumption some | \"some\" is not one of off, offered, required",
        "--tls --compatibility no-close | no-close-notify",
        "--compatibility no-close-notify | need --tls",
        "memory: --tls --certfile nosuch.pem | --certfile: \"nosuch.pem\" is not a file",
        "-u bob | needs a password",
        "-P secret | a password needs a user name; add -u NAME",
        "-u bob -P x --password-file y | given twice",
        "memory: -d . | given twice",
        "memory: memory: | Unmatched argument",
        "gopher://example.org/ | available: file, memory",
        "chek | did you mean check?",
        "status | \"status\" is neither a command nor a directory",
        "ftp.example.org/pub | add a scheme",
        "ab:cd | for a directory of that name use ./ab:cd",
        "memory:?size=many | not \"many\"",
        "memory:?colour=red | no setting \"colour\"",
        "memory: --setting size | should be in KEY=VALUE format but was size",
        "memory: --setting size=many | not \"many\"",
        "memory:/x y | not a valid URI",
        "memory: -p 8000 -r 8000-9000 | --range: \"8000-9000\" contains port 8000",
        "memory: --mount memory: | --mount: \"memory:\" is not PATH=LOCATION",
        "memory: --mount a=memory: | --mount: a mount has an absolute path",
        "memory: --setting secret-key=x | --setting: must be file:PATH or env:NAME",
        "demo s3 --port 2122 | the demos are not part of this installation",
      })
  void aUsageErrorIsOneSentenceAndExitCode2(String line, String sentence) {
    assertFails(USAGE, sentence, line.endsWith("x y") ? new String[] {line} : line.split(" "));
  }

  @Test
  void anArchiveAsDirectoryGetsASuggestion(@TempDir Path directory) throws IOException {
    Path archive = Files.createFile(directory.resolve("a.tar.gz"));
    assertFails(2, "use vfs:tgz:" + archive, archive.toString());
  }

  @Test
  void aConfigurationGetsASuggestion(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("nioftpd.yaml"));
    assertFails(USAGE, "add --config=" + file, file.toString());
  }

  @Test
  void aMissingDirectoryIsAFailure(@TempDir Path directory) throws IOException {
    Path missing = directory.resolve("missing");
    Path file = Files.createFile(directory.resolve("file"));
    assertFails(FAILURE, "missing", missing.toString());
    assertFails(FAILURE, "missing", "-d", missing.toString());
    assertFails(FAILURE, "file", file.toString());
    assertFails(FAILURE, "missing", missing.toUri().toString(), "-D");
  }

  @Test
  void aPortInUseIsAFailure() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());
      assertFails(
          FAILURE,
          "cannot listen on 127.0.0.1:" + port + ": the port is in use",
          "memory:",
          "-p",
          port);
    }
  }

  @Test
  void anAddressOfAnotherMachineIsAFailure() {
    assertFails(
        FAILURE,
        "cannot listen on 192.0.2.1:0: this machine does not have the address",
        "memory:",
        "-p",
        "0",
        "-i",
        "192.0.2.1");
  }

  @Test
  void aPrivilegedPortIsExplained() {
    Configuration configuration = ConfigurationFile.defaults();
    assertThat(ConfiguredServer.explained(configuration, new SocketException("Permission denied")))
        .hasMessage(
            "cannot listen on 127.0.0.1:2121: ports below 1024 need the capability"
                + " CAP_NET_BIND_SERVICE; choose another port");
  }

  @Test
  void aPasswordFileThatCannotBeReadIsAFailure(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("password");
    String[] arguments = {"memory:", "-u", "bob", "--password-file", file.toString()};
    assertFails(FAILURE, "does not exist", arguments);
    assertFails(
        FAILURE, "is a directory", "memory:", "-u", "b", "--password-file", directory.toString());
    Files.writeString(file, "\nsecret");
    assertFails(FAILURE, "is empty", arguments);
    Files.write(file, new byte[] {(byte) 0xff, 10});
    assertFails(FAILURE, "not UTF-8", arguments);
  }
}
