package io.github.nioftpd.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The program that serves a bucket, in a process of its own: what it says, and what it does not.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StoreProgramTest {

  private static final String SECRET = "c4nary-s3cret-key";
  private static final String TOKEN = "c4nary-session-token";
  private static final Pattern STARTED =
      Pattern.compile("(?s).*FTP server on 127\\.0\\.0\\.1:([0-9]+), pid=.*");

  @TempDir Path directory;
  private final List<Process> processes = new ArrayList<>();
  private TinyStore store;

  @BeforeEach
  void start() throws IOException {
    store = new TinyStore();
    Files.writeString(directory.resolve("secret"), SECRET);
    Files.writeString(directory.resolve("token"), TOKEN);
  }

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
    store.close();
  }

  /** Starts the program in an environment without any credentials. */
  private Process start(String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(ProgramTest.command(arguments));
    builder.directory(directory.toFile()).redirectErrorStream(true);
    builder.redirectOutput(directory.resolve("log").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().put("AWS_CONFIG_FILE", directory.resolve("none").toString());
    builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("none").toString());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("log"));
  }

  private RawClient connect() throws Exception {
    Matcher matcher = STARTED.matcher(log());
    while (!matcher.matches()) {
      assertThat(processes.getLast().isAlive()).as(log()).isTrue();
      TimeUnit.MILLISECONDS.sleep(20);
      matcher = STARTED.matcher(log());
    }
    int port = Integer.parseInt(matcher.group(1));
    RawClient client = new RawClient(new InetSocketAddress("127.0.0.1", port));
    assertThat(client.reply()).startsWith("220");
    return client;
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void noSecretNoSignatureAndNoTokenIsLogged(boolean configured) throws Exception {
    String keys = "access-key: ACCESS, secret-key: 'file:secret', session-token: 'file:token'";
    if (configured) {
      Files.writeString(
          directory.resolve("f.yaml"),
          "listeners: [{address: '127.0.0.1:0'}]\nlog: {level: debug}\n"
              + "anonymous: {home: 's3://bucket', permissions: all, settings: {endpoint: '"
              + store.endpoint()
              + "', "
              + keys
              + "}}\n");
    }
    String location =
        "s3://bucket?access-key=ACCESS&secret-key=file:secret&session-token=file:token&endpoint=";
    Process process =
        configured
            ? start("--config", "f.yaml", "--debug")
            : start(location + store.endpoint(), "-w", "-p", "0", "--debug");
    useTheStore();
    process.toHandle().destroy();
    process.waitFor();
    assertThat(store.secrets()).contains(TOKEN).hasSizeGreaterThan(8);
    assertThat(log())
        .contains("<- PASS ******", "<- SIZE forbidden", "stopped")
        .doesNotContain(SECRET, "Authorization", "AWS4-HMAC", "x-amz-")
        .doesNotContain(store.secrets());
    assertThat(log().lines()).allMatch(line -> line.matches("\\[[DIW] .*"));
  }

  /** What a client does, and what the store refuses. */
  private void useTheStore() throws Exception {
    try (RawClient client = connect()) {
      client.command("USER anonymous");
      assertThat(client.command("PASS me")).startsWith("230");
      client.upload("STOR file", "content".getBytes(UTF_8));
      assertThat(client.download("RETR file")).isEqualTo("content".getBytes(UTF_8));
      assertThat(new String(client.download("LIST"), UTF_8)).contains("file");
      assertThat(client.command("TYPE I")).startsWith("200");
      assertThat(client.command("SIZE " + TinyStore.FORBIDDEN)).startsWith("451");
      try (Socket data = client.passive()) {
        client.command("STOR " + TinyStore.FORBIDDEN);
        data.getOutputStream().write(7);
      }
      assertThat(client.reply()).startsWith("451");
      store.answerAlways(400, "InvalidRequest");
      assertThat(client.command("DELE file")).startsWith("4");
    }
  }

  private void assertFails(String sentence, String location) throws Exception {
    Process process = start(location, "-p", "0", "-D");
    assertThat(process.waitFor()).as(log()).isOne();
    assertThat(log().lines()).singleElement().asString().startsWith("nioftpd: " + sentence);
  }

  @Test
  void whatTheEnvironmentDoesNotTellIsOneSentence() throws Exception {
    assertFails(
        "there are no credentials for the bucket bucket",
        "s3://bucket?endpoint=" + store.endpoint());
    assertFails(
        "there is no region for the bucket bucket",
        "s3://bucket?access-key=A&secret-key=file:secret");
  }
}
