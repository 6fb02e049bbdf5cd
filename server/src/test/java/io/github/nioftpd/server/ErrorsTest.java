package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Whatever is wrong is one sentence on the standard error and an exit code. */
final class ErrorsTest {

  private static final int USAGE = 2;
  private static final int FAILURE = 1;

  private static void assertFails(int code, String sentence, String... arguments) {
    StringWriter err = new StringWriter();
    int actual =
        Main.commandLine(new ServeCommand()).setErr(new PrintWriter(err)).execute(arguments);
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
        "memory: -p 65536 | a port is 0 to 65535",
        "-r 8000 | FROM-TO",
        "-r 9000-8000 | the lower port first",
        "-r 0-10 | within 1 and 65535",
        "-r 1-99999 | within 1 and 65535",
        "memory: -i 192.0.2.256 | neither an address nor a known host name",
        "-n ::1 | an IPv4 address",
        "--encoding klingon | there is no charset klingon",
        "--encoding ? | there is no charset ?",
        "--timeout -1 | --timeout is 0 or more",
        "--max-login-attempts 0 | --max-login-attempts is 1 or more",
        "--ban-after 101 | --ban-after is 0 to 100",
        "--ban-exempt localhost | a network is an address",
        "--max-cons=-1 | --max-cons is 0 or more",
        "--concurrency many | async, pre-fork, multi-thread, multi-proc",
        "--symlinks some | within-root, none or follow",
        "--sync always | --sync is none or on-close, not always",
        "--keyfile k --certfile c | need --tls",
        "--tls-control-required | need --tls",
        "--tls-data-required | need --tls",
        "--tls --keyfile k | name that with --certfile",
        "--tls --tls-client-required | needs --tls-client-ca",
        "--tls --tls-resumption some | off, offered or required",
        "--tls --compatibility no-close | no-close-notify",
        "--compatibility no-close-notify | need --tls",
        "memory: --tls --certfile nosuch.pem | nosuch.pem cannot be read: there is no such file",
        "-u bob | needs a password",
        "-P secret | needs a user",
        "-u bob -P x --password-file y | given twice",
        "memory: -d . | given twice",
        "memory: memory: | Unmatched argument",
        "gopher://example.org/ | only file:, memory:",
        "chek | did you mean check?",
        "status | \"status\" is neither a command nor a directory",
        "ftp.example.org/pub | begin with a scheme",
        "ab:cd | for a directory of that name write ./ab:cd",
        "memory:?size=many | not \"many\"",
        "memory:?colour=red | no setting \"colour\"",
        "memory: --setting size | should be in KEY=VALUE format but was size",
        "memory: --setting size=many | not \"many\"",
        "memory:/x y | not a valid URI",
        "demo s3 --port 2122 | the demos are not part of this installation",
      })
  void aUsageErrorIsOneSentenceAndExitCode2(String line, String sentence) {
    assertFails(USAGE, sentence, line.endsWith("x y") ? new String[] {line} : line.split(" "));
  }

  @Test
  void anArchiveGetsASuggestion(@TempDir Path directory) throws IOException {
    Path archive = Files.createFile(directory.resolve("a.tar.gz"));
    assertFails(2, "write vfs:tgz:" + archive, archive.toString());
  }

  @Test
  void aConfigurationGetsASuggestion(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("nioftpd.yaml"));
    assertFails(USAGE, "write --config=" + file, file.toString());
  }

  @Test
  void aDirectoryThatIsNoneIsAFailure(@TempDir Path directory) throws IOException {
    Path missing = directory.resolve("missing");
    Path file = Files.createFile(directory.resolve("file"));
    assertFails(FAILURE, "missing", missing.toString());
    assertFails(FAILURE, "missing", "-d", missing.toString());
    assertFails(FAILURE, "file", file.toString());
    assertFails(FAILURE, "missing", missing.toUri().toString(), "-D");
  }

  @Test
  void aPortThatIsTakenIsAFailure() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());
      assertFails(FAILURE, "port " + port + " of 127.0.0.1 is taken", "memory:", "-p", port);
    }
  }

  @Test
  void anAddressOfAnotherMachineIsAFailure() {
    assertFails(
        FAILURE,
        "192.0.2.1 is not an address of this machine",
        "memory:",
        "-p",
        "0",
        "-i",
        "192.0.2.1");
  }

  @Test
  void aLowPortThatNeedsARightIsExplained() {
    NetworkOptions options = new NetworkOptions();
    options.port = 21;
    assertThat(options.explained(new SocketException("Permission denied")))
        .hasMessageContaining("port 21 of 127.0.0.1 needs the right")
        .hasMessageContaining("-p 2121");
  }

  @Test
  void aPasswordFileThatCannotBeReadIsAFailure(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("password");
    String[] arguments = {"memory:", "-u", "bob", "--password-file", file.toString()};
    assertFails(FAILURE, "does not exist", arguments);
    assertFails(
        FAILURE, "cannot be read", "memory:", "-u", "b", "--password-file", directory.toString());
    Files.writeString(file, "\nsecret");
    assertFails(FAILURE, "holds no password", arguments);
    Files.write(file, new byte[] {(byte) 0xff, 10});
    assertFails(FAILURE, "not UTF-8", arguments);
  }
}
