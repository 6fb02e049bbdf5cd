package io.github.nioftpd.fs.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example of the README, compiled, run, and compared with the README. */
final class ReadmeTest {

  @Test
  void theExampleServes() throws IOException {
    FileSystem files = MemoryFileSystem.open(64 << 20, 10_000);
    Files.writeString(files.getPath("/hello.txt"), "hello");
    try (FtpServer server = serve(files)) {
      URI file = URI.create("ftp://127.0.0.1:" + server.address().getPort() + "/hello.txt");
      assertThat(file.toURL().openStream()).hasContent("hello");
    }
  }

  private static FtpServer serve(FileSystem files) throws IOException {
    // README
    return FtpServer.builder()
        .listen(new InetSocketAddress("127.0.0.1", 0))
        .authenticator(who -> Optional.of(Account.of(who.user(), files, Permission.all())))
        .start();
    // end
  }

  @Test
  void theReadmeHasTheSameExample() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String source =
        Files.readString(Path.of("src/test/java/io/github/nioftpd/fs/memory/ReadmeTest.java"));
    String example = source.substring(source.indexOf("// README"), source.indexOf("// end"));
    example
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("."))
        .map(line -> line.replace(";", ""))
        .forEach(line -> assertThat(readme).contains(line));
    assertThat(readme).contains("MemoryFileSystem.open(64 << 20, 10_000)");
  }
}
