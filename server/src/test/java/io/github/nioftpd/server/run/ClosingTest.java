package io.github.nioftpd.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.binding.ConfigurationFile;
import io.github.nioftpd.server.logs.Logs;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two threads close a server that ends by a signal: the main thread, and the one that the JVM waits
 * for.
 */
final class ClosingTest {

  /** So large that the provider of archives needs a while to write it. */
  private static final int SIZE = 16 << 20;

  @TempDir Path directory;

  @Test
  void everyoneWhoClosesAServerWaitsUntilItsFilesAreWritten() throws Exception {
    Path archive = directory.resolve("a.zip");
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("old"));
    }
    ConfiguredServer server = start(archive);
    byte[] content = new byte[SIZE];
    new Random(1).nextBytes(content);
    try (RawClient client = new RawClient(server.server().address())) {
      client.expect(220);
      client.say("USER bob").expect(331);
      client.say("PASS secret").expect(230);
      client.say("TYPE I").expect(200);
      client.upload("STOR new", content);
    }
    Thread first = Thread.ofPlatform().start(server::close);
    while (server.homes().open() > 0) {
      Thread.onSpinWait();
    }
    server.close();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      assertThat(zip.getEntry("old")).isNotNull();
      assertThat(zip.getEntry("new").getSize()).isEqualTo(SIZE);
    } finally {
      first.join();
    }
  }

  private ConfiguredServer start(Path archive) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("nioftpd.yaml"),
            """
            listeners: [{address: "127.0.0.1:0"}]
            users:
              bob: {password: "plain:secret", home: "nio:jar:%s?writable=true", permissions: all}
            """
                .formatted(archive.toUri()));
    Configuration configuration = ConfigurationFile.load(file);
    return new ConfiguredServer(Optional.of(file), configuration, Logs.unattached(List.of()));
  }
}
