package io.github.nioftpd.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.server.clients.External;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code nioftpd fixture} as a process, also with the examples of other languages. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FixtureTest {

  private static final Path EXAMPLES = Path.of("..", "docs", "examples", "other-languages");

  @TempDir private Path directory;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  private Process start(String... options) throws IOException {
    List<String> command = ProgramTest.command("fixture");
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).start();
    processes.add(process);
    return process;
  }

  private static JsonObject firstLine(BufferedReader out) throws IOException {
    return JsonParser.parseString(out.readLine()).getAsJsonObject();
  }

  @Test
  void servesUntilItsInputEnds() throws Exception {
    Path local = Files.writeString(directory.resolve("local"), "from a file");
    Process process =
        start("--user", "bob:se:cret", "--file", "/in/a.txt=a=b", "--file", "/b.txt=@" + local);
    try (BufferedReader out = process.inputReader()) {
      JsonObject server = firstLine(out);
      int port = server.get("port").getAsInt();
      assertThat(server)
          .hasToString(
              "{'host':'127.0.0.1','port':%1$d,'uri':'ftp://bob:se%%3Acret@127.0.0.1:%1$d/','users':[{'name':'bob','password':'se:cret','uri':'ftp://bob:se%%3Acret@127.0.0.1:%1$d/'}]}"
                  .formatted(port)
                  .replace('\'', '"'));
      assertThat(read(server, "in/a.txt")).isEqualTo("a=b");
      assertThat(read(server, "b.txt")).isEqualTo("from a file");
      process.getOutputStream().close();
      assertThat(out.readLine()).isNull();
    }
    assertThat(process.waitFor()).isZero();
    assertThat(process.errorReader().lines()).isEmpty();
  }

  private static String read(JsonObject server, String path) throws IOException {
    URI uri = URI.create(server.get("uri").getAsString()).resolve(path);
    try (InputStream in = uri.toURL().openStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void sigtermEndsItWithSuccess() throws Exception {
    Process process = start("--tls=required");
    try (BufferedReader out = process.inputReader()) {
      JsonObject server = firstLine(out);
      try (RawClient client =
          new RawClient(new InetSocketAddress("127.0.0.1", server.get("port").getAsInt()))) {
        client.expect(220);
        client.say("USER user").expect(530);
        process.toHandle().destroy();
        assertThat(process.waitFor()).isZero();
      }
      String pem = server.get("certificateAuthority").getAsString();
      X509Certificate authority =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(pem.getBytes(UTF_8)));
      authority.checkValidity();
    }
  }

  @Test
  void misbehavesAccordingToAFile() throws Exception {
    Path faults =
        Files.writeString(
            directory.resolve("faults.yaml"), "rules: [{on: NOOP, times: 1, reply: 450 Busy}]");
    Process process = start("--faults", faults.toString());
    try (BufferedReader out = process.inputReader()) {
      int port = firstLine(out).get("port").getAsInt();
      try (RawClient client = new RawClient(new InetSocketAddress("127.0.0.1", port))) {
        client.expect(220);
        client.say("USER user").expect(331);
        client.say("PASS secret").expect(230);
        client.say("NOOP").expect(450);
        client.say("NOOP").expect(200);
      }
    }
  }

  @Test
  @NeedsPrograms("python3")
  void pythonUsesIt() throws Exception {
    Path script = EXAMPLES.resolve("fixture.py").toAbsolutePath();
    External.of("python3", directory, script.toString())
        .run(ProgramTest.command("fixture").toArray(String[]::new));
  }

  @Test
  @NeedsPrograms({"node", "../target/npm/node_modules/basic-ftp"})
  void nodeUsesIt() throws Exception {
    Files.createSymbolicLink(
        directory.resolve("node_modules"), Path.of("../target/npm/node_modules").toRealPath());
    Path script = Files.copy(EXAMPLES.resolve("fixture.js"), directory.resolve("fixture.js"));
    External.of("node", directory, script.toString())
        .run(ProgramTest.command("fixture").toArray(String[]::new));
  }
}
