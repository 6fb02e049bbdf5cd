package io.github.nioftpd.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Wrong use of {@code nioftpd fixture}. */
final class FixtureCommandTest {

  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    CommandLine commandLine = Commands.commandLine();
    commandLine.setErr(new PrintWriter(errors));
    return commandLine.execute(arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --user=bob | --user: "bob" is not of the form NAME:PASSWORD
          --user=:secret | --user: ":secret" is not of the form NAME:PASSWORD
          --user=bob:a --user=bob:b | --user: two users have the name bob
          --file=/in/a.txt | --file: "/in/a.txt" is not of the form PATH=TEXT
          --file=a.txt=x | "a.txt" is a relative path; write "/a.txt"
          --file=/a=x --file=/a=y | two files have the path /a
          --file=/a=@/none | the source of /a, /none, is not a file
          --port=70000 | 70000 is not a port; expected 0 to 65535
          --faults=/none.yaml | /none.yaml: does not exist
          --tls=always | invalid value for option '--tls'
          """)
  void aMistakeIsOneSentence(String options, String sentence) {
    String[] words = ("fixture " + options).split(" ");
    assertThat(run(words)).isEqualTo(2);
    assertThat(errors.toString()).startsWith("nioftpd: " + sentence).hasLineCount(1);
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(run("fixture", "--port", String.valueOf(other.getLocalPort()))).isEqualTo(1);
      assertThat(errors.toString())
          .startsWith("nioftpd: cannot serve on port " + other.getLocalPort() + ": ")
          .hasLineCount(1);
    }
  }
}
