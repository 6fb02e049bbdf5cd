package io.github.nioftpd.fs.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.Permission;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compiles and runs the example for libraries of README.md, and compares it with the page. */
final class ReadmeTest {

  @Test
  void aServerInMemoryReceivesAnUpload() throws IOException {
    FileSystem files = MemoryFileSystem.open(64 << 20, 10_000);
    Account tester = Account.of("tester", files, Permission.all());
    try (FtpServer server =
        FtpServer.builder()
            .listen(new InetSocketAddress("127.0.0.1", 0))
            .authenticator(login -> Optional.of(tester))
            .start()) {
      upload("hello", URI.create("ftp://127.0.0.1:" + server.address().getPort() + "/a.txt"));
      assertThat(Files.readString(files.getPath("/a.txt"))).isEqualTo("hello");
    }
  }

  @Test
  void theExampleForLibrariesChecksThePassword() throws IOException {
    FileSystem files = MemoryFileSystem.open(64 << 20, 10_000);
    Files.writeString(files.getPath("/hello.txt"), "hello");
    try (FtpServer server = serve(files)) {
      assertThat(download("alice:change%20me", server)).isEqualTo("hello");
      assertThatIOException().isThrownBy(() -> download("alice:wrong", server));
      assertThatIOException().isThrownBy(() -> download("bob:change%20me", server));
    }
  }

  private static FtpServer serve(FileSystem files) throws IOException {
    // library
    String hash = Authenticator.passwordHash("change me"); // store the hash, not the password
    FtpServer server =
        FtpServer.builder()
            .listen(new InetSocketAddress("127.0.0.1", 0))
            .authenticator(Authenticator.of(Map.of("alice", hash), files))
            .onEvent(event -> System.out.println(event))
            .start();
    // end
    return server;
  }

  private static void upload(String text, URI target) throws IOException {
    URLConnection connection = target.toURL().openConnection();
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(text.getBytes(UTF_8));
    }
  }

  private static String download(String login, FtpServer server) throws IOException {
    String host = "127.0.0.1:" + server.address().getPort();
    try (var in = URI.create("ftp://" + login + "@" + host + "/hello.txt").toURL().openStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void theReadmeHasTheSameExample() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/github/nioftpd/fs/memory/ReadmeTest.java"));
    String begin = "// library";
    int start = source.indexOf(begin + "\n") + begin.length();
    String example = source.substring(start, source.indexOf("// end", start));
    assertThat(unindented(Files.readString(Path.of("../README.md")))).contains(unindented(example));
  }

  private static String unindented(String text) {
    return text.strip().lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}
