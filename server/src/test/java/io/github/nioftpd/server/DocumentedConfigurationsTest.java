package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.binding.ConfigurationFile;
import io.github.nioftpd.server.logs.Logs;
import io.github.nioftpd.server.run.ConfiguredServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.net.util.TrustManagerUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each YAML file that README.md and docs show is served, and every user in it logs in with the
 * password "change me". Only these values of a file are changed:
 *
 * <ul>
 *   <li>Listeners are at 127.0.0.1 and a free port, also where the file has none.
 *   <li>Absolute paths are below a directory of the test, in which {@link #DIRECTORIES} exist.
 *   <li>S3 stores are one of the test, with keys where the file has none; {@code env:BOB_KEY} is a
 *       key, and keys/alice.secret and keys/bob.secret exist.
 * </ul>
 *
 * <p>Users of LDAP and PAM do not log in: there is no such server.
 */
final class DocumentedConfigurationsTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("(?m)^( *)```yaml\\n((?:(?!^ *```).*\\n)*) *```$");

  private static final List<String> DIRECTORIES =
      List.of(
          "srv/ftp/alice",
          "srv/ftp/bob",
          "srv/ftp/carol",
          "srv/ftp/public",
          "srv/inbox",
          "var/lib/nioftpd",
          "var/log/nioftpd",
          "run/nioftpd",
          "keys");

  @TempDir Path directory;
  private TinyStore store;

  @BeforeEach
  void prepare() throws IOException {
    store = new TinyStore();
    for (String name : DIRECTORIES) {
      Files.createDirectories(directory.resolve(name));
    }
    Files.writeString(directory.resolve("keys/alice.secret"), "secret\n");
    Files.writeString(directory.resolve("keys/bob.secret"), "secret\n");
  }

  @AfterEach
  void stop() {
    store.close();
  }

  static List<String> examples() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(Path.of("..", "README.md")));
    try (Stream<Path> docs = Files.list(Path.of("..", "docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    List<String> examples = new ArrayList<>();
    for (Path document : documents) {
      EXAMPLE
          .matcher(Files.readString(document))
          .results()
          .map(result -> result.group(2).replaceAll("(?m)^" + result.group(1), ""))
          .forEach(examples::add);
    }
    return examples;
  }

  private String adapted(String example) {
    String text =
        example
            .replaceAll("(?<!syslog: \\{)address: \"[*0-9.]+:[0-9]+\"", "address: \"127.0.0.1:0\"")
            .replaceAll("(?<![\\w./:-])/(srv|var|run|usr)/", directory + "/$1/")
            .replace("https://s3.example.org", store.endpoint())
            .replace(
                "{region: eu-central-1",
                "{endpoint: \"%s\", access-key: A, secret-key: \"file:keys/alice.secret\", region: eu-central-1"
                    .formatted(store.endpoint()))
            .replace("\"env:BOB_KEY\"", "BOB1");
    return text.contains("listeners:") ? text : "listeners: [{address: \"127.0.0.1:0\"}]\n" + text;
  }

  @Test
  void thereAreExamples() throws IOException {
    assertThat(examples()).hasSizeGreaterThanOrEqualTo(10);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyUserLogsIn(String example) throws Exception {
    Path file = Files.writeString(directory.resolve("nioftpd.yaml"), adapted(example));
    Configuration configuration = ConfigurationFile.load(file);
    try (Logs logs = Logs.unattached(List.of());
        ConfiguredServer server = new ConfiguredServer(Optional.of(file), configuration, logs)) {
      List<String> users = new ArrayList<>(configuration.users().keySet());
      users.sort((one, other) -> other.compareTo(one)); // bob does not wait for alice
      if (configuration.anonymous().isPresent()) {
        users.add("anonymous");
      }
      for (int i = 0; i < configuration.listeners().size(); i++) {
        for (String user : users) {
          logIn(
              server.server().addresses().get(i),
              String.valueOf(configuration.listeners().get(i).tls()),
              user);
        }
      }
    }
  }

  private static void logIn(InetSocketAddress server, String tls, String user) throws IOException {
    FTPClient client = client(tls);
    try {
      client.connect(server.getAddress(), server.getPort());
      client.user(user);
      assertThat(client.pass("change me")).as(client.getReplyString()).isEqualTo(230);
      assertThat(FTPReply.isPositiveCompletion(client.cwd("/"))).isTrue();
      assertThat(client.logout()).isTrue();
    } finally {
      client.disconnect();
    }
  }

  private static FTPClient client(String tls) {
    if (tls.equals("OFF")) {
      return new FTPClient();
    }
    FTPSClient client = new FTPSClient(tls.equals("IMPLICIT"));
    client.setTrustManager(TrustManagerUtils.getAcceptAllTrustManager());
    return client;
  }
}
