package io.github.nioftpd.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other example of docs/backends.md works over FTP as documented. */
class AdapterBackendTest {

  @Test
  void onlyTheDirectoryOfAnArchiveIsServed(@TempDir Path directory) throws IOException {
    Path archive = directory.resolve("handbook.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (String name : new String[] {"2025/rules", "2026/rules"}) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("rules of " + name).getBytes(UTF_8));
      }
    }
    URI location = URI.create("handbook:" + archive);
    try (FileSystem handbook = new AdapterBackend().open(location, Map.of("edition", "2026"));
        TestFtp ftp = TestFtp.start(handbook, builder -> builder);
        RawClient client = ftp.loginBinary()) {
      assertThat(new String(client.download("NLST"), UTF_8)).isEqualTo("rules\r\n");
      assertThat(new String(client.download("RETR rules"), UTF_8)).isEqualTo("rules of 2026/rules");
      client.say("SIZE /../2025/rules").expect(550);
      client
          .say("DELE rules")
          .expect("550 This cannot be changed: it is read-only or a mount point.");
    }
  }
}
