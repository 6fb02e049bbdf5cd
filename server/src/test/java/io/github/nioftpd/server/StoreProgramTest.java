package io.github.nioftpd.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The program serving a bucket, as a separate process: messages and secrets in its log. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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

  /** Starts the program in an environment without credentials. */
  private Process start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(ProgramTest.command(arguments));
    builder.directory(directory.toFile()).redirectErrorStream(true);
    builder.redirectOutput(directory.resolve("log").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().put("AWS_CONFIG_FILE", directory.resolve("config").toString());
    builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("none").toString());
    builder.environment().put("HOME", directory.toString());
    builder.environment().putAll(environment);
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
    client.expect(220);
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

  /** Runs commands of a client, some of which the store refuses. */
  private void useTheStore() throws Exception {
    try (RawClient client = connect()) {
      client.command("USER anonymous");
      client.say("PASS me").expect(230);
      client.upload("STOR file", "content".getBytes(UTF_8));
      assertThat(client.download("RETR file")).isEqualTo("content".getBytes(UTF_8));
      assertThat(new String(client.download("LIST"), UTF_8)).contains("file");
      client.say("TYPE I").expect(200);
      client.say("SIZE " + TinyStore.FORBIDDEN).expect(451);
      try (Socket data = client.passive()) {
        client.command("STOR " + TinyStore.FORBIDDEN);
        data.getOutputStream().write(7);
      }
      client.expect(451);
      store.answerAlways(400, "InvalidRequest");
      client.say("DELE file").expect("4");
    }
  }

  private void assertFails(String sentence, String location) throws Exception {
    Process process = start(location, "-p", "0", "-D");
    assertThat(process.waitFor()).as(log()).isOne();
    assertThat(log().lines()).singleElement().asString().startsWith("nioftpd: " + sentence);
  }

  /** Without a token, and with an expired one. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anExpiredProfileIsReportedInOneSentence(boolean expired) throws Exception {
    Files.writeString(
        directory.resolve("config"),
        """
        [profile dev]
        sso_session = corp
        sso_account_id = 123456789012
        sso_role_name = Dev
        region = eu-central-1
        [sso-session corp]
        sso_start_url = https://corp.example/start
        sso_region = eu-central-1
        """);
    if (expired) {
      Path cache = Files.createDirectories(directory.resolve(".aws/sso/cache"));
      byte[] name = MessageDigest.getInstance("SHA-1").digest("corp".getBytes(UTF_8));
      Files.writeString(
          cache.resolve(HexFormat.of().formatHex(name) + ".json"),
          """
          {"startUrl": "https://corp.example/start", "region": "eu-central-1",
           "accessToken": "c4nary-token", "expiresAt": "2025-01-01T00:00:00Z"}
          """);
    }
    assertFails(
        "cannot open bucket bucket at "
            + store.endpoint()
            + ": the login with AWS SSO is missing or has expired: run \"aws sso"
            + " login --profile dev\" as the user that runs the server",
        "s3://bucket?profile=dev&endpoint=" + store.endpoint());
    assertThat(log()).doesNotContain("c4nary-token");
  }

  @Test
  void theProxyOfTheEnvironmentIsUsed() throws Exception {
    Process unused =
        start(
            Map.of("HTTP_PROXY", store.endpoint(), "NO_PROXY", "other.example"),
            "s3://bucket?endpoint=http://store.example&access-key=A&secret-key=file:secret",
            "-p",
            "0");
    connect().close();
    assertThat(store.accessKeys()).isNotEmpty();
  }

  @Test
  void anUnreadableCertificateBundleIsReportedInOneSentence() throws Exception {
    Process process =
        start(
            Map.of("AWS_CA_BUNDLE", directory.resolve("secret").toString()),
            "s3://bucket?endpoint=https://store.example&access-key=A&secret-key=file:secret",
            "-p",
            "0");
    assertThat(process.waitFor()).as(log()).isNotZero();
    assertThat(log().lines())
        .singleElement()
        .asString()
        .startsWith(
            "nioftpd: the file of the environment variable AWS_CA_BUNDLE holds no certificates");
  }

  @Test
  void missingEnvironmentSettingsAreReportedInOneSentence() throws Exception {
    assertFails(
        "cannot open bucket bucket at " + store.endpoint() + ": no credentials found; ",
        "s3://bucket?endpoint=" + store.endpoint());
    assertFails("no region for bucket bucket", "s3://bucket?access-key=A&secret-key=file:secret");
  }
}
